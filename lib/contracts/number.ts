import { z } from 'zod'

export const wholeFrom = (least: number, most: number) =>
  z
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most.toLocaleString('en')}.`)
