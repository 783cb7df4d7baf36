/** Runs the calls of a function one after another, so that the last one takes effect last. Failures stop no later call. */
export function inOrder<Given extends unknown[], Answer>(run: (...given: Given) => Promise<Answer>) {
  let last: Promise<unknown> = Promise.resolve()
  return (...given: Given): Promise<Answer> => {
    const call = last.then(() => run(...given))
    last = call.catch(() => {})
    return call
  }
}
