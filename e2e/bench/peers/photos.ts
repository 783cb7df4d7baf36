import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Photo } from './tool'

export const photoFolder = path.resolve('../shared/photos')

const linesOf = (file: string): { file: string; top5: { label: number }[] }[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Real photographs with eight candidates each: what five models propose, and further classes up to eight. */
export function readPhotos(): Photo[] {
  const { nodes } = JSON.parse(readFileSync('public/imagenet-1k.json', 'utf8')) as { nodes: { displayName: string }[] }
  const proposed = new Map<string, Set<number>>()
  const predictions = path.join(photoFolder, 'predictions')
  for (const model of readdirSync(predictions).sort())
    for (const { file, top5 } of linesOf(path.join(predictions, model)))
      proposed.set(file, new Set([...(proposed.get(file) ?? []), ...top5.map(({ label }) => label)]))
  return [...proposed].map(([file, classes], position) => {
    for (let further = position; classes.size < 8; further++) classes.add((further * 37) % 1000)
    return { file, candidates: [...classes].slice(0, 8).map((index) => nodes[index]!.displayName) }
  })
}
