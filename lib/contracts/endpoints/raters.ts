import { admin, rater } from '@/lib/contracts/endpoint'
import { ownMessageList, raterMessageList, sendMessageInput, sentMessages } from '@/lib/contracts/raters/rater-message'
import { actedOnRaters, actOnRatersInput, raterDriftList, raterDriftQuery } from '@/lib/contracts/raters/rater-table'
import { ownPageInput } from '@/lib/contracts/recruitment'

export const sendRaterMessage = admin('POST /messages', {
  body: sendMessageInput,
  isCreating: true,
  output: sentMessages,
})

export const eraseOwnIdentity = rater('POST /my-data/erase', { body: ownPageInput })

export const exportOwnData = rater('GET /my-data', { output: 'file' })

export const confirmMessage = rater('POST /my-messages/[message]/read', {})

export const readOwnMessages = rater('GET /my-messages', { output: ownMessageList })

export const exportRaterData = admin('POST /raters/[rater]/data', { output: 'file' })

export const eraseRater = admin('POST /raters/[rater]/erase', {})

export const listRaterMessages = admin('GET /raters/[rater]/messages', { output: raterMessageList })

export const actOnRaters = admin('POST /raters/acts', { body: actOnRatersInput, output: actedOnRaters })

export const readRaterDrift = admin('GET /raters/drift', { query: raterDriftQuery, output: raterDriftList })
