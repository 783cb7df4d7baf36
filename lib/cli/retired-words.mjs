import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

/**
 * Words that once had a special meaning in this code, and their replacements (the glossary is in CONTRIBUTING). Names
 * must not contain them; comments and documents must not contain those marked `inProse`, which are not plain English
 * there. `allowed` matches paths where a word means something else.
 */
export const retiredWords = [
  { word: 'arm', use: 'condition' },
  { word: 'campaign', use: 'review or project', inProse: true },
  { word: 'check task', use: 'control task, or gold question', inProse: true },
  { word: 'cut', use: 'threshold' },
  { word: 'desk', use: 'workspace' },
  { word: 'door', use: 'entry page' },
  { word: 'face', use: 'summary', allowed: /^lib\/formats\/release/ },
  { word: 'fault', use: 'error or problem', allowed: /^e2e\/faults/ },
  { word: 'golden task', use: 'gold question', inProse: true },
  { word: 'in hand', use: 'current', inProse: true },
  { word: 'kept for', use: 'figureCache' },
  { word: 'lack', use: 'missing' },
  { word: 'leaning', use: 'pooling', inProse: true },
  { word: 'look', use: 'reveal, review or style' },
  { word: 'mend', use: 'fix' },
  { word: 'remembered', use: 'memoize' },
  { word: 'seat', use: 'rating session or rating screen', inProse: true },
  { word: 'spell', use: 'interval', allowed: /^components\/texts\/document-editor/ },
  { word: 'standing', use: 'status or current' },
  { word: 'told', use: 'what it holds, such as metadata' },
  { word: 'two lines', use: 'segmented regression' },
  { word: 'witness', use: 'evidence', inProse: true },
  { word: 'workshop', use: 'plan', inProse: true },
  {
    word: 'wnid',
    use: 'externalId',
    allowed: /^lib\/(formats\/classes|services\/classes\/imagenet|bench)|imagenet|wordnet|import-real-votes/,
  },
]

const folders = ['app', 'components', 'docs', 'e2e', 'lib', 'prisma']
const isRead = /\.(ts|tsx|mjs|sql|prisma|md)$/
const isIgnored = /^lib\/db\/generated\/|^lib\/cli\/retired-words|^prisma\/migrations\//

/** Converts `RaterSeat`, `rater_seat` and `rater-seat` to "rater seat". */
const spoken = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .join(' ')

const has = (text, word) => new RegExp(`(^| )${word}(s|es)?( |$)`).test(text)

function namesAndComments(file, text) {
  if (file.endsWith('.md')) return { names: [], comments: [text] }
  const comments = text.match(file.endsWith('.sql') ? /--.*/g : /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/gm) ?? []
  if (!/\.(ts|tsx|mjs)$/.test(file))
    return { names: text.replace(/(--|\/\/).*/g, '').match(/[A-Za-z_]\w*/g) ?? [], comments }
  const names = []
  const visit = (node) => {
    if (ts.isIdentifier(node)) names.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest))
  return { names, comments }
}

export function retiredWordsIn(file, text) {
  const words = retiredWords.filter(({ word, allowed }) => !allowed?.test(file) && mayHave(`${file} ${text}`, word))
  if (words.length === 0) return []
  const { names, comments } = namesAndComments(file, text)
  const found = [file, ...new Set(names)].map((name) => [name, spoken(name)])
  const prose = spoken(comments.join(' '))
  return words.flatMap(({ word, use, inProse }) => [
    ...found
      .filter(([, name]) => has(name, word))
      .map(([name]) => `${file}: "${name}" has the retired word "${word}": use ${use}.`),
    ...(inProse && has(prose, word) ? [`${file}: a comment has the retired word "${word}": use ${use}.`] : []),
  ])
}

/** Avoids parsing files without any of the words, which are most. */
const mayHave = (text, word) => new RegExp(word.replace(' ', '[ _-]?'), 'i').test(text)

export function allRetiredWords(projectRoot) {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true }).map((name) =>
      path.join(folder, name).replaceAll('\\', '/'),
    ),
  )
  return files
    .filter((file) => isRead.test(file) && !isIgnored.test(file))
    .flatMap((file) => retiredWordsIn(file, readFileSync(path.join(projectRoot, file), 'utf8')))
}
