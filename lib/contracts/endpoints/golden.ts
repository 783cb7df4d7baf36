import { admin, expert } from '@/lib/contracts/endpoint'
import {
  goldenAnswersInput,
  goldenAnswersOutput,
  goldenClassInput,
  goldenClassList,
  goldenClassNode,
  goldenClassPath,
  goldenDrawPath,
  goldenDrawResult,
  goldenDrawUndone,
  goldenImagePage,
  goldenImagePath,
  goldenImageQuery,
  goldenOverview,
  goldenTask,
  newGoldenDraw,
} from '@/lib/contracts/golden/golden'
import {
  goldenNoteInput,
  goldenPairDetail,
  goldenPairPage,
  goldenPairPath,
  goldenPairQuery,
} from '@/lib/contracts/golden/golden-discussion'
import { classSearchQuery } from '@/lib/contracts/images/image'

export const readGoldenClass = expert('GET /golden/classes/[class]', {
  params: goldenClassPath,
  output: goldenClassNode,
})

export const findGoldenClasses = expert('GET /golden/classes', { query: classSearchQuery, output: goldenClassList })

export const undoGoldenDraw = admin('POST /golden/draws/[draw]/undo', {
  params: goldenDrawPath,
  output: goldenDrawUndone,
})

export const drawGoldenImages = admin('POST /golden/draws', { body: newGoldenDraw, output: goldenDrawResult })

export const submitGoldenAnswers = expert('POST /golden/images/[image]/answers', {
  params: goldenImagePath,
  body: goldenAnswersInput,
  output: goldenAnswersOutput,
})

export const addGoldenClass = expert('POST /golden/images/[image]/classes', {
  params: goldenImagePath,
  body: goldenClassInput,
  output: goldenTask,
})

export const openGoldenImage = expert('POST /golden/images/[image]/open', {
  params: goldenImagePath,
  output: goldenTask,
})

export const browseGoldenImages = expert('GET /golden/images', { query: goldenImageQuery, output: goldenImagePage })

export const addGoldenNote = expert('POST /golden/pairs/[image]/[class]/notes', {
  params: goldenPairPath,
  body: goldenNoteInput,
  output: goldenPairDetail,
})

export const readGoldenPair = expert('GET /golden/pairs/[image]/[class]', {
  params: goldenPairPath,
  output: goldenPairDetail,
})

export const browseGoldenPairs = expert('GET /golden/pairs', { query: goldenPairQuery, output: goldenPairPage })

export const readGoldenOverview = admin('GET /golden', { output: goldenOverview })
