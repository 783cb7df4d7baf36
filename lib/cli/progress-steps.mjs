/**
 * Prints the steps of a start to stderr, so that stdout has only the command's output: what is being done, the elapsed
 * time, and the total. On a terminal the line is updated each second, otherwise a line is added every 15 s.
 * @template T
 * @param {string} title as in "Installing packages"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function showStep(title, work) {
  const out = process.stderr
  const start = Date.now()
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`
  const isLive = Boolean(out.isTTY)
  out.write(isLive ? `${title} …` : `${title} …\n`)
  const tick = () => out.write(isLive ? `\r${title} … ${seconds()} ` : `${title} … ${seconds()} so far\n`)
  const timer = setInterval(tick, isLive ? 1_000 : 15_000)
  try {
    const result = await work()
    out.write(isLive ? `\r${title}: done in ${seconds()}.\n` : `${title}: done in ${seconds()}.\n`)
    return result
  } catch (error) {
    out.write(isLive ? `\r${title}: failed after ${seconds()}.\n` : `${title}: failed after ${seconds()}.\n`)
    throw error
  } finally {
    clearInterval(timer)
  }
}
