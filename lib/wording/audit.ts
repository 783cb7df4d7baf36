import type { AuditKind, NamelessActor } from '@/lib/domain/audit/audit-action'
import { capitalized } from '@/lib/domain/capitalized'
import { counted, shortNumber, wholeNumber } from './number'

export const auditKindWord: Record<AuditKind, string> = {
  members: 'Members and invites',
  settings: 'Settings',
  jobs: 'Cancelled and failed jobs',
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
/** Formats a time in UTC, such as "27 Nov 2026, 13:52:07". */
export const auditTime = (date: Date): string => time.format(date)

/** Nouns for details that are row numbers. They come first, in this order. */
const numbered: Record<string, string> = {
  raterId: 'rater',
  raterIds: 'raters',
  imageId: 'image',
  imageIds: 'images',
  classId: 'class number',
  candidateId: 'candidate',
  batchId: 'batch',
  runId: 'run',
  modelId: 'model number',
  alertId: 'alert',
  experimentId: 'experiment',
  reviewId: 'review',
  drawId: 'draw',
  run: 'run',
  version: 'version',
}

/** Words for details whose key is not clear enough. */
const otherWords: Record<string, string> = {
  alerts: 'alerts closed',
  maxUses: 'uses allowed',
  expiresAt: 'expires',
  charCount: 'characters',
  slug: 'address',
  proposedCandidates: 'candidates proposed',
  replicates: 'resamples',
  accessToken: 'by access token',
  unanimousImages: 'images unanimous',
  newCandidates: 'candidates added',
  truths: 'truths corrected',
  forgotten: 'attempts reset',
  left: 'codes left',
  first: 'first class',
  second: 'second class',
}

/** Meaning of yes and no for boolean details. Null if there is nothing to say. */
const statements: Record<string, readonly [whenYes: string, whenNo: string | null]> = {
  isStratified: ['stratified by original label', 'not stratified'],
  isReplaced: ['replaced what was there before', null],
  isAdded: ['added to what was there before', null],
  isPaused: ['rating is paused', 'rating is not paused'],
  asksSuggested: ['raters are asked about suggested classes immediately', 'suggested classes wait for a review'],
  hasPaused: ['the rater was paused', 'the rater was not paused'],
  applies: ['the class applies', 'the class does not apply'],
  hasConverged: ['converged', 'did not converge'],
  skipsUnreadable: ['unreadable images are left out', null],
  isPartial: ['images may be omitted', null],
  isScoredOnly: ['for scoring only', null],
  isKnownDevice: ['from a known device', 'from an unknown device'],
  isNew: ['the class became a candidate', null],
  isNewAccount: ['with a new account', 'with an existing account'],
}

/** Where imported files come from. */
const origins: Record<string, string> = {
  upload: 'an upload',
  s3: 'S3',
  'imagenet-1k': 'the built-in ImageNet-1k classes',
  file: 'a file',
  folders: 'folder names',
  labels: 'labels',
}

/** Keys that are only useful with the logs or the database. */
const hidden = new Set([
  ...['jobId', 'madeBy', 'memberId', 'inviteId', 'panelId', 'noteId', 'reportId', 'releaseId', 'uploadId', 'setId'],
  ...['id', 'act', 'actId', 'decisionId', 'lowId', 'highId'],
])
const isHidden = (key: string) => hidden.has(key) || /(hash|checksum|seed|sha256)$/i.test(key)

/** Splits a key into words: `isExcluded` is "left out", `ratersPerTask` "raters per task". */
const plainWords = (key: string): string =>
  key
    .replace(/^(is|has)(?=[A-Z])/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()

const wordsOf = (key: string): string => (Object.hasOwn(otherWords, key) ? otherWords[key]! : plainWords(key))

/** Returns the singular, such as "class resolved" for "classes resolved". Null if the words count nothing. */
function singular(words: string): string | null {
  const [noun, ...rest] = words.split(' ')
  if (!noun || rest.includes('per') || !/[^s]s$/.test(noun)) return null
  const one = /sses$/.test(noun) ? noun.slice(0, -2) : noun.replace(/ies$/, 'y').replace(/s$/, '')
  return [one, ...rest].join(' ')
}

const maxValueLength = 160

function textValue(value: string): string {
  const text = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? `${auditTime(new Date(value))} UTC` : value
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text
}

const numberText = (value: number): string => (Number.isInteger(value) ? wholeNumber(value) : shortNumber(value))

/** Returns a detail in words. Null if it says nothing. */
function partOf(key: string, value: unknown): string | null {
  const words = wordsOf(key)
  if (typeof value === 'boolean') {
    const [whenYes, whenNo] = Object.hasOwn(statements, key) ? statements[key]! : [words, `not ${words}`]
    return value ? whenYes : whenNo
  }
  if (typeof value === 'number' && Object.hasOwn(numbered, key)) return `${numbered[key]} ${value}`
  if (typeof value === 'number') {
    const one = singular(words)
    return one === null ? `${words} ${numberText(value)}` : counted(value, one, words)
  }
  return typeof value === 'string' && value !== '' ? stringPart(key, value) : null
}

function stringPart(key: string, value: string): string {
  if (key === 'from' && Object.hasOwn(origins, value)) return `from ${origins[value]}`
  return Object.hasOwn(numbered, key) ? `${numbered[key]} ${textValue(value)}` : `${wordsOf(key)}: ${textValue(value)}`
}

const isOfModel = (value: unknown): value is { model: string } =>
  value !== null && typeof value === 'object' && 'model' in value && typeof value.model === 'string'

/** Imported predictions are listed by model: the length of the list is not the number of predictions. */
function modelsPart(models: readonly { model: string }[]): string {
  if (models.length > 10) return counted(models.length, 'model')
  return `${models.length === 1 ? 'model' : 'models'}: ${models.map(({ model }) => textValue(model)).join(', ')}`
}

/** An empty list is worth a word only where a change has emptied it. */
function listPart(key: string, values: readonly unknown[], isChange: boolean): string | null {
  if (values.length === 0) return isChange ? `${wordsOf(key)}: none` : null
  if (values.every(isOfModel)) return modelsPart(values)
  const texts = values.flatMap((value) =>
    typeof value === 'number'
      ? [shortNumber(value)]
      : typeof value === 'string' && value !== ''
        ? [textValue(value)]
        : [],
  )
  const isReadable = values.length <= 10 && texts.length === values.length
  if (isReadable && Object.hasOwn(numbered, key)) {
    const noun = numbered[key]!
    return `${(texts.length === 1 && singular(noun)) || noun} ${texts.join(', ')}`
  }
  if (isReadable) return `${wordsOf(key)}: ${texts.join(', ')}`
  const words = numbered[key] ?? wordsOf(key)
  return counted(values.length, singular(words) ?? words, words)
}

/** The database sorts keys of details by length, so order them here: a change comes last. */
const lastKeys = ['before', 'after']
const rank = (key: string) =>
  lastKeys.includes(key) ? 1_000 + lastKeys.indexOf(key) : ['accessToken', ...Object.keys(numbered), key].indexOf(key)

/** An event of a job says in words what is done. Older events of its end only have its kind. */
const isJobInWords = ({ jobId, kind: _, accessToken: __, ...input }: Record<string, unknown>) =>
  jobId !== undefined && Object.keys(input).length > 0

function nestedPart(key: string, value: object): string[] {
  const within = partsOf(value, true).join(', ')
  if (within === '') return []
  // A source begins with "from", which says what it is.
  return [key === 'source' ? within : `${wordsOf(key)}: ${within}`]
}

function partsOf(details: object, isWithin = false): string[] {
  const { from, to, ...rest } = details as Record<string, unknown>
  const isInWords = isJobInWords(rest)
  const isChange = typeof from === 'string' && typeof to === 'string'
  const entries = Object.entries(isChange ? rest : details).sort(([one], [other]) => rank(one) - rank(other))
  const parts = entries.flatMap(([key, value]: [string, unknown]): string[] => {
    if (isHidden(key) || (key === 'kind' && isInWords)) return []
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return isWithin ? [] : nestedPart(key, value)
    const part = Array.isArray(value) ? listPart(key, value, isWithin || 'before' in details) : partOf(key, value)
    return part === null ? [] : [part]
  })
  return isChange ? [`from ${from} to ${to}`, ...parts] : parts
}

/** Describes an event in a sentence: the member it concerns and its first `most` details. */
export function auditAbout(event: { details: object; memberName: string | null }, most = Number.POSITIVE_INFINITY) {
  const parts = [...(event.memberName === null ? [] : [event.memberName]), ...partsOf(event.details)]
  const text = parts.slice(0, most).join('; ')
  return text === '' ? '' : `${capitalized(text)}${/[.…]$/.test(text) ? '' : '.'}`
}
