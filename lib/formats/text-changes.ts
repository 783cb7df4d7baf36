import { diffLines, diffWordsWithSpace } from 'diff'

type TextPart = { state: 'same' | 'added' | 'removed'; text: string }
export type ChangedLine =
  | { state: 'same' | 'added' | 'removed' | 'changed'; parts: TextPart[] }
  | { state: 'gap'; lineCount: number }

/** Beyond this, the comparison gives up and shows the old text next to the new one, which is then just as readable. */
const maxEditLength = 2_000
const contextLines = 1

const stateOf = (change: { added?: boolean; removed?: boolean }): TextPart['state'] =>
  change.added ? 'added' : change.removed ? 'removed' : 'same'

const linesOf = (text: string) => text.replace(/\n$/, '').split('\n')

const whole = (state: TextPart['state'], text: string): ChangedLine => ({ state, parts: [{ state, text }] })

/** Returns a reworded line if enough of it is unchanged to be read as one line, otherwise null. */
function reworded(before: string, after: string): ChangedLine | null {
  const parts = diffWordsWithSpace(before, after, { maxEditLength })?.map((change) => ({
    state: stateOf(change),
    text: change.value,
  }))
  const kept = parts?.reduce((sum, part) => (part.state === 'same' ? sum + part.text.trim().length : sum), 0) ?? 0
  return parts && kept * 2 >= Math.max(before.length, after.length) ? { state: 'changed', parts } : null
}

/** Pairs removed lines with the lines that replace them, if one is a rewording of the other. */
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

/** Drops unchanged lines, except those next to a change. */
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
 * Compares two texts line by line, and word by word within a reworded line. Drops blank lines and lines far from every
 * change; empty if there is no change.
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
