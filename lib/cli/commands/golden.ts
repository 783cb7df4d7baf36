import path from 'node:path'
import { Command } from 'commander'
import { newGoldenDraw } from '@/lib/contracts/golden/golden'
import { checkedOptions } from '../checked-options'
import { type ProjectOptions, projectCommand, runCommand } from '../run-command'
import { count, number } from './numbers'

interface DrawOptions {
  project: string
  size: number
  seed?: number
  stratified?: boolean
}

const drawCommand = () =>
  projectCommand('draw', 'Draw random images for experts from those that are not in the golden set yet.')
    .requiredOption('--size <count>', 'number of images', number)
    .option('--seed <number>', 'the same seed gives the same images (1)', number)
    .option('--stratified', 'stratify by original label')
    .action(async ({ project: slug, size, seed, stratified }: DrawOptions) => {
      const draw = checkedOptions(newGoldenDraw, { size, seed, isStratified: stratified ?? false })
      await runCommand(async ({ actor }) => {
        const { drawGoldenImages } = await import('@/lib/services/golden/draw-golden-images')
        const made = await drawGoldenImages(actor, { slug, draw })
        const text = `Draw ${made.drawId} of “${slug}”: ${count(made.images, 'image')} for experts, with ${count(made.newCandidates, 'new candidate')} from labels and models.`
        return { text, json: { project: slug, ...made, seed: draw.seed, isStratified: draw.isStratified } }
      })
    })

const importCommand = () =>
  projectCommand(
    'import',
    "Add experts' answers from a CSV file with file, class (index, id or name), expert, answer (no, maybe, yes) and optionally class_index or class_id, and conclusion (the resolution of a discussion: no, yes). All or nothing; existing answers are never changed.",
  )
    .requiredOption('--file <file>', 'CSV file of answers')
    .action(async ({ project: slug, file }: ProjectOptions & { file: string }) => {
      await runCommand(async ({ actor, onProgress, signal }) => {
        const { importGoldenAnswers } = await import('@/lib/services/golden/golden-file')
        const made = await importGoldenAnswers(actor, { slug, path: path.resolve(file) }, { onProgress, signal })
        const text = `Imported ${count(made.answers, 'expert answer')} into “${slug}”: ${count(made.newAnswers)} new, ${count(made.newExperts, 'new expert')}, ${count(made.newCandidates, 'new candidate')}, ${count(made.newConclusions, 'new resolution')}.`
        return { text, json: { project: slug, ...made } }
      })
    })

export const goldenCommand = () =>
  new Command('golden')
    .description('Images whose correct labels are decided by experts.')
    .addCommand(drawCommand())
    .addCommand(importCommand())
