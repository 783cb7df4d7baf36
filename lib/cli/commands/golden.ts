import path from 'node:path'
import { Command } from 'commander'
import { newGoldenDraw } from '@/lib/contracts/golden/golden'
import { checkedOptions } from '../checked-options'
import { runCommand } from '../run-command'
import { count, number } from './numbers'

interface DrawOptions {
  project: string
  size: number
  seed?: number
  stratified?: boolean
  json?: boolean
}

const drawCommand = () =>
  new Command('draw')
    .description('Draw random images for experts from those that are not in the golden set yet.')
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--size <count>', 'number of images', number)
    .option('--seed <number>', 'the same seed gives the same images (1)', number)
    .option('--stratified', 'stratify by original label')
    .option('--json', 'print the outcome as JSON')
    .action(async ({ project: slug, size, seed, stratified, json }: DrawOptions) => {
      const draw = checkedOptions(newGoldenDraw, { size, seed, isStratified: stratified ?? false })
      await runCommand({ json }, async ({ actor }) => {
        const { drawGoldenImages } = await import('@/lib/services/golden/draw-golden-images')
        const made = await drawGoldenImages(actor, { slug, draw })
        const text = `Draw ${made.drawId} of “${slug}”: ${count(made.images)} images for experts, with ${count(made.newCandidates)} new candidates from labels and models.`
        return { text, json: { project: slug, ...made, seed: draw.seed, isStratified: draw.isStratified } }
      })
    })

interface FileOptions {
  project: string
  json?: boolean
}

const importCommand = () =>
  new Command('import')
    .description(
      "Add experts' answers from a CSV file with file, class (index, id or name), expert, answer (no, maybe, yes) and optionally conclusion (no, yes). All or nothing; existing answers are never changed.",
    )
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--file <file>', 'CSV file of answers')
    .option('--json', 'print the outcome as JSON')
    .action(async ({ project: slug, file, json }: FileOptions & { file: string }) => {
      await runCommand({ json }, async ({ actor, onProgress, signal }) => {
        const { importGoldenAnswers } = await import('@/lib/services/golden/import-golden-answers')
        const made = await importGoldenAnswers(actor, { slug, path: path.resolve(file) }, { onProgress, signal })
        const text = `Imported ${count(made.answers)} expert answers into “${slug}”: ${count(made.newAnswers)} new, ${count(made.newExperts)} new experts, ${count(made.newCandidates)} new candidates, ${count(made.newConclusions)} new conclusions.`
        return { text, json: { project: slug, ...made } }
      })
    })

export const goldenCommand = () =>
  new Command('golden')
    .description('Images whose correct labels are decided by experts.')
    .addCommand(drawCommand())
    .addCommand(importCommand())
