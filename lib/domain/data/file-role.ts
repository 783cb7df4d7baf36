export const fileRoles = [
  'picture',
  'zip',
  'manifest',
  'classes',
  'labels',
  'candidates',
  'predictions',
  'file-list',
] as const
export type FileRole = (typeof fileRoles)[number]

export interface FileTraits {
  /** Null if unknown; the user may choose. */
  role: FileRole | null
  /** A manifest with original labels, or with authors and licenses. */
  hasLabels: boolean
  hasCredits: boolean
  /** Classes are named as in ImageNet, by an index below 1,000 or a WordNet id. */
  isLikeImagenet: boolean
  /** Columns of a table or fields of the first object; null without either. */
  fields: readonly string[] | null
}

/** Bytes of a text file that suffice to recognize it. */
export const headBytes = 4_096

export const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
const endingOf = (path: string) => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''

const pictureEndings = new Set(['jpg', 'jpeg', 'jpe', 'png', 'webp', 'avif', 'gif'])
/** Formats of phones, scanners and cameras that the server does not read. */
const unreadEndings = new Set('heic heif tif tiff bmp svg jp2 jxl dng cr2 cr3 nef arw'.split(' '))
const textEndings = new Set(['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'txt', 'xml'])

/** Whether recognizing the file requires its first bytes. */
export const isTextFile = (path: string) => textEndings.has(endingOf(path))

export const isUnreadPicture = (path: string) => unreadEndings.has(endingOf(path))

/** Whether an operating system put the file into a folder, such as .DS_Store, Thumbs.db or __MACOSX. */
export const isSystemFile = (path: string) =>
  path.split('/').some((part) => part.startsWith('.') || /^(__MACOSX|thumbs\.db|desktop\.ini)$/i.test(part))

/** Normalizes a column name: “File name” becomes `file_name`. */
export const normalizeColumn = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')

/** Names of columns for the image and for its class; the usual one first. */
export const fileKeys = ['file', 'image', 'filename', 'file_name', 'image_name'] as const
const addressKeys = ['url', 'address']
const creditKeys = ['author', 'credit', 'license', 'licence', 'source', 'credit_url']
export const labelKeys = ['label', 'class_index', 'class_id', 'class_name', 'category'] as const
/** For files that the user says have labels; otherwise, `class` means what to ask about. */
export const chosenLabelKeys = [...labelKeys, 'class'] as const
const candidateKeys = ['class', 'candidate']
const predictionKeys =
  'top topk predictions probability probabilities prob logit logits score scores confidence rank'.split(' ')
const classKeys = 'name names gloss definition parent parents aliases other_names links examples'.split(' ')

const answerKeys = ['rater', 'worker', 'annotator', 'answer', 'vote', 'annotations']

const cvatRoot = '<annotations>'

/** Whether a file looks like COCO. Often only `images` is within the first bytes. */
const isCoco = ({ role, fields }: FileTraits) =>
  role === null &&
  fields?.includes('images') === true &&
  ['info', 'licenses', 'annotations', 'categories'].some((key) => fields.includes(key))

/** Whether a file looks like a CVAT export. */
const isCvat = ({ role, fields }: FileTraits) => role === null && fields?.[0] === cvatRoot

/** Whether another tool's file lists classes besides annotations. */
export const listsClasses = (traits: FileTraits) => isCoco(traits) || isCvat(traits)

/** Whether an unknown file may have votes or labels of another tool, which are imported separately. */
export function isFromOtherTool(path: string, traits: FileTraits): boolean {
  if (traits.role !== null) return false
  const isXml = endingOf(path) === 'xml' && (traits.fields === null || isCvat(traits))
  return isXml || isCoco(traits) || answerKeys.some((key) => traits.fields?.includes(key))
}

/** Whether the labels are names, from which classes can be created; ids and indices have no meaning by themselves. */
export const namesLabels = ({ fields }: FileTraits) =>
  ['label', 'class_name', 'category', 'class'].some((key) => fields?.includes(key))

const noTraits: FileTraits = { role: null, hasLabels: false, hasCredits: false, isLikeImagenet: false, fields: null }

const namesLikeImagenet = (text: string) => {
  const numbers = [...text.matchAll(/(?:label|class|index)"?\s*:\s*(\d+)/g)].map((match) => Number(match[1]))
  return /\bn\d{8}\b/.test(text) || (numbers.length > 0 && numbers.every((number) => number < 1_000))
}

/** Keys of the first object in a JSON text that may be truncated, without nested keys. */
function firstKeys(text: string): Set<string> {
  const keys = new Set<string>()
  let depth = 0
  for (const [token, string] of text.slice(text.indexOf('{')).matchAll(/("(?:[^"\\]|\\.)*"\s*:?)|[{}[\]]/g)) {
    if (string === undefined) depth += token === '{' || token === '[' ? 1 : -1
    else if (depth === 1 && string.endsWith(':')) keys.add(string.slice(1, string.lastIndexOf('"')).toLowerCase())
    if (depth === 0) break
  }
  return keys
}

function traitsOfKeys(keys: ReadonlySet<string>, isLikeImagenet: boolean): FileTraits {
  return { ...roleOfKeys(keys, isLikeImagenet), fields: [...keys] }
}

function roleOfKeys(keys: ReadonlySet<string>, isLikeImagenet: boolean): FileTraits {
  const has = (names: readonly string[]) => names.some((name) => keys.has(name))
  const namesFile = has(fileKeys)
  const isRanked = [...keys].some((key) => /^top[-_]?\d+$/.test(key))
  if (namesFile && (isRanked || has(predictionKeys))) return { ...noTraits, role: 'predictions', isLikeImagenet }
  const hasLabels = has(labelKeys)
  if (has(addressKeys) || (namesFile && has(creditKeys)))
    return { ...noTraits, role: 'manifest', hasLabels, hasCredits: has(creditKeys), isLikeImagenet }
  if (namesFile && hasLabels) return { ...noTraits, role: 'labels', hasLabels, isLikeImagenet }
  const namesClasses = has(candidateKeys) && !has(answerKeys)
  if (namesFile && namesClasses) return { ...noTraits, role: 'candidates' }
  // A bare list of pictures has few other fields; a file with many is about something else.
  if (namesFile && keys.size <= 3) return { ...noTraits, role: 'manifest', isLikeImagenet }
  if (has(classKeys)) return { ...noTraits, role: 'classes' }
  return noTraits
}

const cells = (line: string) => line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))

function traitsOfTable(path: string, lines: string[]): FileTraits {
  const [first = '', ...rest] = lines
  const columns = cells(first).map(normalizeColumn)
  const labelColumn = columns.findIndex((column) => (labelKeys as readonly string[]).includes(column))
  const labels = rest.map((line) => cells(line)[labelColumn] ?? '').filter((label) => label !== '')
  const isLikeImagenet =
    labelColumn >= 0 && labels.length > 0 && labels.every((label) => /^n\d{8}$/.test(label) || /^\d{1,3}$/.test(label))
  const traits = traitsOfKeys(new Set(columns.filter((column) => column !== '')), isLikeImagenet)
  if (traits.role) return traits
  const isListOfPictures = lines.every((line) => pictureEndings.has(endingOf(line.trim())))
  return isListOfPictures && path.endsWith('.txt') ? { ...noTraits, role: 'file-list' } : traits
}

const named = (names: readonly string[]) =>
  names
    .slice(0, 3)
    .map((name) => `“${name}”`)
    .join(' or ')

/** Fields required for a role: at least one of each list. */
const needed: Partial<Record<FileRole, readonly (readonly string[])[]>> = {
  manifest: [[...fileKeys, ...addressKeys]],
  classes: [['name', 'names']],
  labels: [fileKeys, chosenLabelKeys],
  predictions: [fileKeys],
}

/** Explains, as the end of a sentence, why a file cannot have a role; null if it can. */
export function roleProblem(traits: FileTraits, role: FileRole): string | null {
  const { fields } = traits
  if (role === 'classes' && listsClasses(traits)) return null
  if (fields?.length === 0)
    return 'expected a table with columns or objects with fields, found none. Choose another file.'
  const missing = fields && needed[role]?.find((names) => !names.some((name) => fields.includes(name)))
  if (!missing) return null
  return `expected a column ${named(missing)}, found only ${fields.slice(0, 12).join(', ')}. Rename a column, or choose another type for the file.`
}

/** Recognizes a file by its name and, if it is text, its first bytes. */
export function fileTraits(path: string, head: string | null): FileTraits {
  const ending = endingOf(path)
  if (pictureEndings.has(ending)) return { ...noTraits, role: 'picture' }
  if (ending === 'zip') return { ...noTraits, role: 'zip' }
  if (ending === 'npz' || ending === 'npy') return { ...noTraits, role: 'predictions' }
  if (head === null) return noTraits
  const text = head.replace(/^\uFEFF/, '').trimStart()
  const list = /^\[\s*("|\d)/.exec(text)
  if (list?.[1] === '"') {
    const names = [...text.matchAll(/"([^"\\]+)"/g)].map((match) => match[1]!)
    return { ...noTraits, role: names.every((name) => pictureEndings.has(endingOf(name))) ? 'file-list' : null }
  }
  if (list) {
    const numbers = text.match(/\d+/g)?.slice(0, -1).map(Number) ?? []
    const role = /pred|top-?1/i.test(baseOf(path)) ? 'predictions' : 'labels'
    return { ...noTraits, role, isLikeImagenet: numbers.every((number) => number < 1_000) }
  }
  if (text.startsWith('[') || text.startsWith('{')) return traitsOfKeys(firstKeys(text), namesLikeImagenet(text))
  return traitsOfXml(text) ?? traitsOfLines(path, text)
}

/** Recognizes XML by its root element. */
function traitsOfXml(text: string): FileTraits | null {
  const root = text.startsWith('<') ? /<\w[\w:.-]*/.exec(text) : null
  return root && { ...noTraits, fields: [`${root[0]}>`] }
}

function traitsOfLines(path: string, text: string): FileTraits {
  const lines = text.split(/\r?\n/)
  // The last line is truncated if the file continues.
  if (lines.length > 1) lines.pop()
  return traitsOfTable(
    path,
    lines.filter((line) => line.trim() !== ''),
  )
}
