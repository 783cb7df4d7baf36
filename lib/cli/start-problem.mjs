/** Why something here cannot go on, in one sentence for a person. */
export class Problem extends Error {}

/** Ends the process with the sentence of a known problem, or with the stack of an unknown one. */
export function endWith(error) {
  const isKnown =
    error instanceof Problem ||
    ['StartError', 'AppError'].includes(error?.name) ||
    /^Invalid settings: /.test(error?.message)
  console.error(isKnown ? error.message : error)
  process.exit(1)
}
