import { InvalidArgumentError } from 'commander'

export function number(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isNaN(value)) throw new InvalidArgumentError('Give a number.')
  return value
}

export const numberOr = (word: string) => (text: string) => (text === word ? word : number(text))

export const count = (value: number) => value.toLocaleString('en')
