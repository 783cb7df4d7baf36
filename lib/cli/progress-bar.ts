import { Presets, SingleBar } from 'cli-progress'

const shortest = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** Shows a progress bar for each step on stderr, with rate and remaining time, if stderr is a terminal. */
export function progressBar(isWanted: boolean) {
  if (!isWanted || !process.stderr.isTTY) return { onProgress: () => {}, stop: () => {} }
  const format = '{step} {bar} {percentage}% | {doneText} of {totalText} | {rate}/s | {eta_formatted} left'
  let bar: SingleBar | null = null
  let step = ''
  let startedAt = 0
  const stop = () => {
    bar?.stop()
    bar = null
  }
  const onProgress = (name: string, done: number, total: number) => {
    if (!bar || name !== step) {
      stop()
      step = name
      startedAt = Date.now()
      bar = new SingleBar({ format, stream: process.stderr, fps: 5, etaBuffer: 40 }, Presets.shades_classic)
      bar.start(total, 0, { step, doneText: '0', totalText: shortest.format(total), rate: '0' })
    }
    const seconds = Math.max(0.001, (Date.now() - startedAt) / 1000)
    bar.setTotal(total)
    bar.update(done, {
      step,
      doneText: shortest.format(done),
      totalText: shortest.format(total),
      rate: shortest.format(done / seconds),
    })
  }
  return { onProgress, stop }
}
