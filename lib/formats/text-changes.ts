import { diffLines, diffWordsWithSpace } from 'diff'

export type TextPart = { state: 'same' | 'added' | 'removed'; text: string }
export type ChangedLine =
  | { state: 'same' | 'added' | 'removed' | 'changed'; parts: TextPart[] }
  | { state: 'gap'; lineCount: number }

/** Comparing gives up after this many edits and shows the old beside the new, which reads no worse then. */
const maxEditLength = 2_000
/** Lines around a change that are shown with it. */
const contextLines = 1

const stateOf = (change: { added?: boolean; removed?: boolean }): TextPart['state'] =>
  change.added ? 'added' : change.removed ? 'removed' : 'same'

const linesOf = (text: string) => text.replace(/\n$/, '').split('\n')

const whole = (state: TextPart['state'], text: string): ChangedLine => ({ state, parts: [{ state, text }] })

/** A line that was reworded, when enough of it is left to be read as one line; else null. */
function reworded(before: string, after: string): ChangedLine | null {
  const parts = diffWordsWithSpace(before, after, { maxEditLength })?.map((change) => ({
    state: stateOf(change),
    text: change.value,
  }))
  const kept = parts?.reduce((sum, part) => (part.state === 'same' ? sum + part.text.trim().length : sum), 0) ?? 0
  return parts && kept * 2 >= Math.max(before.length, after.length) ? { state: 'changed', parts } : null
}

/** Lines taken out and those put in their place, in pairs where one is the other reworded. */
function replaced(before: string[], after: string[]): ChangedLine[] {
  const pairs = Math.min(before.length, after.length)
  return Array.from({ length: Math.max(before.length, after.length) }, (_, k) => {
    const one = k < pairs ? reworded(before[k]!, after[k]!) : null
    if (one) return [one]
    return [
      ...(k < before.length ? [whole('removed', before[k]!)] : []),
      ...(k < after.length ? [whole('added', after[k]!)] : []),
    ]
  }).flat()
}

const isBlank = (line: ChangedLine) => line.state !== 'gap' && line.parts.every(({ text }) => text.trim() === '')

/** Leaves out what is the same on both sides, but for the lines next to a change. */
function folded(lines: ChangedLine[]): ChangedLine[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - contextLines), at + contextLines + 1).some(({ state }) => state !== 'same'),
  )
  const shown: ChangedLine[] = []
  for (const [at, line] of lines.entries()) {
    const last = shown.at(-1)
    if (isNear[at]) shown.push(line)
    else if (last?.state === 'gap') last.lineCount++
    else shown.push({ state: 'gap', lineCount: 1 })
  }
  return shown
}

/**
 * What was changed from one text to another, line by line, and word by word within a line that was reworded. Lines without
 * words are left out, and so is what lies far from every change. No line at all: the texts say the same.
 */
export function textChanges(before: string, after: string): ChangedLine[] {
  const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
  const hunks = diffLines(ended(before), ended(after), { maxEditLength }) ?? [
    { value: ended(before), removed: true, added: false },
    { value: ended(after), removed: false, added: true },
  ]
  const lines: ChangedLine[] = []
  for (let at = 0; at < hunks.length; at++) {
    const [hunk, next] = [hunks[at], hunks[at + 1]]
    if (hunk!.removed && next?.added) {
      lines.push(...replaced(linesOf(hunk!.value), linesOf(next.value)))
      at++
    } else lines.push(...linesOf(hunk!.value).map((text) => whole(stateOf(hunk!), text)))
  }
  const worded = lines.filter((line) => !isBlank(line))
  return worded.some(({ state }) => state !== 'same') ? folded(worded) : []
}
