import { Command } from 'commander'
import type { ComparedFiles } from '@/lib/services/runs/compare-files'
import { runWithoutDatabase } from '../run-command'
import { count } from './numbers'

/** A Markdown table with the best method of each set in bold, and the mean over sets. */
function table({ methods, sets }: ComparedFiles): string {
  const percent = (share: number) => (100 * share).toFixed(1)
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`
  const means = methods.map((_, at) => sets.reduce((sum, set) => sum + set.accuracy[at]!, 0) / sets.length)
  const bold = (values: number[]) =>
    values.map((value) => (percent(value) === percent(Math.max(...values)) ? `**${percent(value)}**` : percent(value)))
  return [
    row(['set', 'tasks', 'workers', 'votes', ...methods]),
    row(['---', ...Array.from({ length: 3 + methods.length }, () => '---:')]),
    ...sets.map(({ name, tasks, workers, votes, accuracy }) =>
      row([name, ...[tasks, workers, votes].map((value) => count(value)), ...bold(accuracy)]),
    ),
    row(['mean', '', '', '', ...bold(means)]),
  ].join('\n')
}

export const compareFilesCommand = () =>
  new Command('compare-files')
    .description('Compare how often each method finds the known labels of public sets, as a table in Markdown.')
    .requiredOption('--sets <folder>', 'folder with a folder for each set, with votes.csv and truth.csv in it')
    .action(async ({ sets }: { sets: string }) => {
      await runWithoutDatabase(async () => {
        const { compareFiles } = await import('@/lib/services/runs/compare-files')
        const result = await compareFiles(sets)
        const { skipped } = result
        const text = [
          table(result),
          skipped.length > 0 && `\nSkipped, because votes.csv or truth.csv is missing: ${skipped.join(', ')}.`,
        ]
        return { text, json: { ...result } }
      })
    })
