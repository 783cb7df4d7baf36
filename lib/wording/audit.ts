import type { AuditAction, AuditKind, NamelessActor } from '@/lib/domain/audit/audit-action'
import { counted, wholeNumber } from './number'

export const auditKindWord: Record<AuditKind, string> = {
  members: 'Members and invites',
  settings: 'Settings',
  data: 'Data',
  images: 'Images',
  classes: 'Classes',
  golden: 'Golden set',
  batches: 'Batches',
  texts: 'Texts',
  recruitment: 'Recruitment',
  raters: 'Raters',
  quality: 'Quality',
  experiments: 'Experiments',
  runs: 'Runs and agreement',
  adjudication: 'Adjudication',
  releases: 'Releases',
}

/** What was done, in the past tense. A job has two events: one when somebody starts it, and one with its result. */
const actionTexts: Record<AuditAction, string> = {
  'invite.create': 'Created an invite',
  'invite.accept': 'Accepted an invite',
  'invite.revoke': 'Revoked an invite',
  'member.change-role': 'Changed a member’s role',
  'member.remove': 'Removed a member',
  'member.end-sessions': 'Signed a member out everywhere',
  'password-reset.create': 'Created a link to reset a password',
  'password-reset.use': 'Set a new password by a link',
  'account.change-name': 'Changed their own name',
  'account.change-email': 'Changed their own e-mail',
  'account.change-password': 'Changed their own password',
  'account.delete': 'Deleted their own account',
  'account.sign-in': 'Signed in',
  'account.sign-in-failed': 'Refused a sign-in with a wrong e-mail or password',
  'account.sign-in-limited': 'Refused further tries to sign in',
  'account.sign-out': 'Signed out everywhere',
  'server.set-up': 'Set up the server',
  'project.create': 'Created the project',
  'project.duplicate': 'Created the project as a duplicate',
  'project.update': 'Changed the project’s settings',
  'project.archive': 'Archived the project',
  'project.restore': 'Restored the project',
  'project.delete': 'Started to delete the project',
  'project.deleted': 'Deleted the project',
  'import.start': 'Started an import',
  'project.import-images': 'Imported images',
  'project.import-classes': 'Imported classes',
  'project.import-labels': 'Imported original labels',
  'project.import-candidates': 'Imported a list of candidates',
  'project.import-translations': 'Imported translations of classes',
  'project.languages': 'Changed the languages',
  'project.import-predictions': 'Imported predictions',
  'project.import-models': 'Imported models',
  'project.import-folder': 'Imported a folder',
  'project.import-accuracies': 'Imported published accuracies',
  'project.delete-accuracies': 'Deleted published accuracies',
  'project.import-real-votes': 'Imported published votes',
  'project.export': 'Exported data',
  'project.import-votes': 'Imported votes from a file',
  'project.import-label-set': 'Imported the labels of another study',
  'label-set.delete': 'Deleted the labels of another study',
  'project.fetch-hosts': 'Changed the servers that images may be fetched from',
  'model.delete': 'Deleted a model',
  'image-flag.settle': 'Resolved the flags of an image',
  'image-flag.reopen': 'Reopened the flags of an image',
  'image.set-label': 'Set a label by hand',
  'image.take-back-label': 'Took back a label set by hand',
  'image.exclude': 'Excluded images',
  'image.include': 'Included images again',
  'image.ask-again': 'Asked raters again about images',
  'image.remove': 'Removed images',
  'image.send-to-experts': 'Sent images to experts',
  'image.take-back-from-experts': 'Took images back from experts',
  'class.note': 'Changed the note of a class',
  'class.remove': 'Removed a class',
  'class-pair.decide': 'Decided on a class pair',
  'suggestion.ask': 'Asked raters about suggested classes',
  'suggestion.ask-at-once': 'Asked raters about suggested classes at once',
  'suggestion.dismiss': 'Dismissed a suggestion',
  'suggestion.reopen': 'Reopened a dismissed suggestion',
  'suggestion.map': 'Said which class a suggested text is',
  'golden.draw': 'Drew images for the golden set',
  'golden.choose': 'Added chosen images to the golden set',
  'golden.undo-draw': 'Undid a draw of golden images',
  'golden.add-class': 'Added a class to a golden image',
  'golden.conclude': 'Concluded the discussion of a golden answer',
  'golden.import': 'Imported golden answers',
  'batch.start-launch': 'Started to launch a batch',
  'batch.launch': 'Launched a batch',
  'batch.stop': 'Stopped a batch',
  'batch.reopen': 'Reopened a batch',
  'batch.set-priority': 'Changed when a batch is asked',
  'batch.withdraw': 'Withdrew unanswered tasks',
  'simulated-raters.start': 'Started to simulate raters',
  'project.simulate-raters': 'Simulated raters',
  'document.save': 'Saved a new version of a text',
  'panel.create': 'Added a panel',
  'panel.change': 'Changed a panel',
  'rater.pause': 'Paused a rater',
  'rater.resume': 'Resumed a rater',
  'rater.leave-out': 'Excluded a rater from results',
  'rater.take-in': 'Included a rater in results again',
  'rater.message': 'Sent a message to raters',
  'rater.qualify': 'Qualified a rater without the test',
  'rater.qualify-again': 'Let a rater take the qualification test again',
  'rater.ask-again': 'Asked a rater to repeat tasks',
  'rater.measure-impact': 'Started to compute the labels without each rater',
  'rater.export': 'Downloaded a rater’s data',
  'rater.erase': 'Erased a rater’s identity',
  'quality.alert': 'Raised an alert about a rater',
  'quality.settle-alert': 'Resolved an alert',
  'quality.update': 'Changed the quality settings',
  'quality.golden-use': 'Changed what golden images are used for',
  'golden.explain': 'Wrote an explanation of an answer',
  'experiment.create': 'Created an experiment',
  'experiment.start': 'Started an experiment',
  'experiment.stop': 'Stopped an experiment',
  'experiment.discard': 'Discarded an experiment',
  'experiment.measure': 'Started to measure the effects of an experiment',
  'aggregation.start': 'Started an aggregation',
  'project.aggregate': 'Completed a run',
  'method-comparison.start': 'Started to compare methods',
  'agreement.start': 'Started to measure agreement',
  'project.measure-agreement': 'Measured agreement',
  'run.confirm': 'Confirmed a run that fails checks',
  'run.remove': 'Removed a run',
  'adjudication.answer': 'Adjudicated a candidate',
  'adjudication.undo': 'Withdrew an adjudication',
  'review.start': 'Started a review',
  'review.judge': 'Judged a mistake in a review',
  'release.start': 'Started to publish a release',
  'release.publish': 'Published a release',
  'release.make-files': 'Started to write the files of a release',
  'release.withdraw': 'Withdrew a release',
}

/** An action as a sentence; one that the code no longer writes under its own name. */
export const auditActionText = (action: string): string =>
  Object.hasOwn(actionTexts, action) ? actionTexts[action as AuditAction] : `Other: ${action}`

export const namelessActorWord: Record<NamelessActor, string> = {
  'command-line': 'Command line',
  server: 'Server',
  rater: 'The rater',
}

export const deletedAccount = 'Deleted account'

export function auditPersonText({ account, nameless }: EventPerson): string {
  if (account) return account.name ?? deletedAccount
  return nameless ? namelessActorWord[nameless] : deletedAccount
}

interface EventPerson {
  account: { name: string | null } | null
  nameless: NamelessActor | null
}

const time = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
} as const)
/** "27 Nov 2026, 13:52:07", in UTC. */
export const auditTime = (date: Date): string => time.format(date)

/** Numbers of rows, by the noun in front of them. They come first, in this order. */
const numbered: Record<string, string> = {
  raterId: 'rater',
  raterIds: 'raters',
  imageId: 'image',
  classId: 'class number',
  candidateId: 'candidate',
  batchId: 'batch',
  runId: 'run',
  modelId: 'model number',
  alertId: 'alert',
  experimentId: 'experiment',
  campaignId: 'review',
  drawId: 'draw',
  run: 'run',
  version: 'version',
}

/** Words of other details that their key does not tell well enough. */
const otherWords: Record<string, string> = {
  alerts: 'alerts resolved',
  maxUses: 'uses allowed',
  expiresAt: 'expires',
  charCount: 'characters',
  slug: 'address',
}

/** What yes and no of a detail mean; null where there is nothing to say. */
const statements: Record<string, readonly [whenYes: string, whenNo: string | null]> = {
  isStratified: ['stratified by original label', 'not stratified'],
  isReplaced: ['replaced what was there before', null],
  isAdded: ['added to what was there before', null],
  isPaused: ['rating is paused', 'rating is not paused'],
  asksSuggested: ['raters are asked about suggested classes at once', 'suggested classes wait for a review'],
  hasPaused: ['the rater was paused', 'the rater was not paused'],
  applies: ['the class applies', 'the class does not apply'],
  hasConverged: ['converged', 'did not converge'],
}

/** Keys that help only whoever searches the logs or the database. */
const hidden = new Set([
  'jobId',
  'madeBy',
  'memberId',
  'inviteId',
  'panelId',
  'noteId',
  'reportId',
  'releaseId',
  'uploadId',
  'id',
  'act',
])
const isHidden = (key: string) => hidden.has(key) || /(hash|checksum|seed)$/i.test(key)

/** `isLeftOut` is "left out", `ratersPerTask` "raters per task". */
const plainWords = (key: string): string =>
  key
    .replace(/^(is|has)(?=[A-Z])/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()

const wordsOf = (key: string): string => (Object.hasOwn(otherWords, key) ? otherWords[key]! : plainWords(key))

/** "classes resolved" of one is "class resolved"; null for words that count nothing. */
function singular(words: string): string | null {
  const [noun, ...rest] = words.split(' ')
  if (!noun || rest.includes('per') || !/[^s]s$/.test(noun)) return null
  const one = /sses$/.test(noun) ? noun.slice(0, -2) : noun.replace(/ies$/, 'y').replace(/s$/, '')
  return [one, ...rest].join(' ')
}

const longestValue = 160

function textValue(value: string): string {
  const text = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? `${auditTime(new Date(value))} UTC` : value
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

const numberText = (value: number): string => (Number.isInteger(value) ? wholeNumber(value, 'en') : String(value))

/** One detail in words; null when it says nothing. */
function partOf(key: string, value: unknown): string | null {
  const words = wordsOf(key)
  if (typeof value === 'boolean') {
    const [whenYes, whenNo] = Object.hasOwn(statements, key) ? statements[key]! : [words, `not ${words}`]
    return value ? whenYes : whenNo
  }
  if (typeof value === 'number' && Object.hasOwn(numbered, key)) return `${numbered[key]} ${value}`
  if (typeof value === 'number') {
    const one = singular(words)
    return one === null ? `${words} ${numberText(value)}` : counted(value, one, words, 'en')
  }
  if (typeof value === 'string' && value !== '')
    return Object.hasOwn(numbered, key) ? `${numbered[key]} ${textValue(value)}` : `${words}: ${textValue(value)}`
  return null
}

function listPart(key: string, values: readonly unknown[]): string | null {
  if (values.length === 0) return null
  const texts = values.flatMap((value) =>
    typeof value === 'number' ? [String(value)] : typeof value === 'string' && value !== '' ? [textValue(value)] : [],
  )
  const isReadable = values.length <= 10 && texts.length === values.length
  if (isReadable && Object.hasOwn(numbered, key)) return `${numbered[key]} ${texts.join(', ')}`
  if (isReadable) return `${wordsOf(key)}: ${texts.join(', ')}`
  const words = numbered[key] ?? wordsOf(key)
  return counted(values.length, singular(words) ?? words, words, 'en')
}

/** The database keeps the keys of details by their length. */
const rank = (key: string) => [...Object.keys(numbered), key].indexOf(key)

function partsOf(details: object, isWithin = false): string[] {
  const { from, to, ...rest } = details as Record<string, unknown>
  const isChange = typeof from === 'string' && typeof to === 'string'
  const entries = Object.entries(isChange ? rest : details).sort(([one], [other]) => rank(one) - rank(other))
  const parts = entries.flatMap(([key, value]: [string, unknown]): string[] => {
    if (isHidden(key)) return []
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      const within = isWithin ? [] : partsOf(value, true)
      return within.length > 0 ? [`${wordsOf(key)}: ${within.join(', ')}`] : []
    }
    const part = Array.isArray(value) ? listPart(key, value) : partOf(key, value)
    return part === null ? [] : [part]
  })
  return isChange ? [`from ${from} to ${to}`, ...parts] : parts
}

/** What an event is about, as a sentence: the member it concerns and its details, the first `most` of them. */
export function auditAbout(event: { details: object; memberName: string | null }, most = Number.POSITIVE_INFINITY) {
  const parts = [...(event.memberName === null ? [] : [event.memberName]), ...partsOf(event.details)]
  const text = parts.slice(0, most).join('; ')
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.…]$/.test(text) ? '' : '.'}`
}
