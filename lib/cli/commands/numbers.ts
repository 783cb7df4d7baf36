import { InvalidArgumentError } from 'commander'
import { counted, wholeNumber } from '@/lib/wording/number'

export function number(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isNaN(value)) throw new InvalidArgumentError('Give a number.')
  return value
}

export const numberOr = (word: string) => (text: string) => (text === word ? word : number(text))

/** "1,200", or with a noun "1,200 tasks" and "1 task". */
export const count = (value: number, noun?: string, plural?: string) =>
  noun ? counted(value, noun, plural) : wholeNumber(value)
