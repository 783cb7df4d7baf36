import { accountProblems } from './account-problem'

const sequences = [
  'abcdefghijklmnopqrstuvwxyz'.repeat(2),
  '0123456789'.repeat(3),
  '1234567890'.repeat(3),
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
].flatMap((run) => [run, [...run].reverse().join('')])

/** Whether a text consists only of runs of three or more neighboring keys, letters or digits. */
function isSequence(text: string): boolean {
  let start = 0
  while (start < text.length) {
    let end = start + 3
    if (!sequences.some((run) => run.includes(text.slice(start, end)) && end <= text.length)) return false
    while (end < text.length && sequences.some((run) => run.includes(text.slice(start, end + 1)))) end++
    start = end
  }
  return true
}

/** Whether a text repeats a unit of up to four characters, as in `aaaaaaaaaa` and `abcabcabcab`. */
function isRepeated(text: string): boolean {
  const unit = /^(.{1,4}?)\1+/su.exec(text)?.[1]
  return unit?.repeat(text.length).startsWith(text) ?? false
}

/** Words an attacker would try for this product: its name, its subject and its roles. */
const contextWords = [
  ...['reassess', 'reassessed', 'reassessment', 'imagenet', 'relabel', 'label', 'labels'],
  ...['admin', 'administrator', 'expert', 'rater', 'owner', 'member', 'project'],
]
const onlyContextWords = new RegExp(`^(?:${contextWords.join('|')})+$`, 'u')

/** Returns a word without what is often added around it, as in `Summer2026!`. */
const bare = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

/** Returns why a password is easy to guess, as a sentence, or null. `isCommon` gets text in lower case. */
export function passwordWeakness(
  password: string,
  { email, isCommon }: { email: string; isCommon: (text: string) => boolean },
): string | null {
  const text = password.trim().toLowerCase()
  if (text === '') return accountProblems.blankPassword
  if (isRepeated(text)) return accountProblems.repeatedPassword
  if (isSequence(text)) return accountProblems.sequencePassword
  const own = email.toLowerCase()
  const ownName = own.split('@')[0]!
  const rest = text.replaceAll(own, '').replaceAll(ownName.length > 2 ? ownName : own, '')
  if (rest !== text && bare(rest) === '') return accountProblems.emailPassword
  if (onlyContextWords.test(text.replace(/[^\p{L}]+/gu, ''))) return accountProblems.productPassword
  if (isCommon(text) || isCommon(text.replace(/\s/g, '')) || isCommon(bare(text))) return accountProblems.commonPassword
  return null
}
