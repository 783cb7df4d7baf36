import { admin, expert } from '@/lib/contracts/endpoint'
import {
  expertTask,
  goldenAnswersInput,
  goldenAnswersOutput,
  goldenClassInput,
  goldenClassList,
  goldenClassNode,
  goldenDrawResult,
  goldenDrawUndone,
  goldenImagePage,
  goldenImageQuery,
  goldenOverview,
  newGoldenDraw,
} from '@/lib/contracts/golden/golden'
import {
  goldenNoteInput,
  goldenPairDetail,
  goldenPairPage,
  goldenPairQuery,
} from '@/lib/contracts/golden/golden-discussion'
import {
  goldenPageInput,
  goldenPageWorkspace,
  lastGoldenPage,
  nextGoldenPageInput,
} from '@/lib/contracts/golden/golden-page'
import { classSearchQuery } from '@/lib/contracts/images/image'
import { imageTargetInput } from '@/lib/contracts/images/image-actions'

export const readGoldenClass = expert('GET /golden/classes/[class]', { output: goldenClassNode })

export const findGoldenClasses = expert('GET /golden/classes', { query: classSearchQuery, output: goldenClassList })

export const undoGoldenDraw = admin('POST /golden/draws/[draw]/undo', { output: goldenDrawUndone })

export const drawGoldenImages = admin('POST /golden/draws', {
  body: newGoldenDraw,
  isCreating: true,
  output: goldenDrawResult,
})

export const addToGoldenSet = admin('POST /golden/choices', {
  body: imageTargetInput,
  isCreating: true,
  output: goldenDrawResult,
})

export const submitGoldenAnswers = expert('POST /golden/images/[image]/answers', {
  body: goldenAnswersInput,
  output: goldenAnswersOutput,
})

export const addGoldenClass = expert('POST /golden/images/[image]/classes', {
  body: goldenClassInput,
  output: expertTask,
})

export const openGoldenImage = expert('POST /golden/images/[image]/open', { output: expertTask })

export const listGoldenImages = expert('GET /golden/images', { query: goldenImageQuery, output: goldenImagePage })

export const nextGoldenPage = expert('POST /golden/pages/next', {
  body: nextGoldenPageInput,
  output: goldenPageWorkspace,
})

export const readLastGoldenPage = expert('GET /golden/pages/last', { output: lastGoldenPage })

export const submitGoldenPage = expert('POST /golden/pages', { body: goldenPageInput, output: goldenPageWorkspace })

export const addGoldenNote = expert('POST /golden/pairs/[image]/[class]/notes', {
  body: goldenNoteInput,
  isCreating: true,
  output: goldenPairDetail,
})

export const readGoldenPair = expert('GET /golden/pairs/[image]/[class]', {
  acceptsTokens: true,
  output: goldenPairDetail,
})

export const listGoldenPairs = expert('GET /golden/pairs', {
  acceptsTokens: true,
  query: goldenPairQuery,
  output: goldenPairPage,
})

export const readGoldenOverview = admin('GET /golden', { output: goldenOverview })
