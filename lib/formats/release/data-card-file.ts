import { oneLine } from '@/lib/domain/one-line'
import type { ReleaseHead } from '../release-rows'
import { type DescriptionFormat, textBytes } from './release-format'
import { type ReleaseTable, typedTables } from './typed-tables'

/** The tables that have a Parquet file. */
export const describedTables = ['labels', 'candidates', 'votes', 'classes'] as const satisfies readonly ReleaseTable[]

/** Correct if only some of them are, and if all are. */
export const simulatedSentence = 'This release contains simulated votes or golden answers.'

export const withdrawnSentence = (reason: string) => `This release was withdrawn: ${reason}`

/** Returns the data card as published, followed by the columns of the tables and the citation, as Markdown. */
export function dataCardText({ card, withdrawnBecause, hasSimulated, ...head }: ReleaseHead): string {
  const [title = '', ...published] = card.trimEnd().split('\n')
  return [
    title,
    '',
    ...(withdrawnBecause === null ? [] : [`> **${oneLine(withdrawnSentence(withdrawnBecause))}**`, '']),
    ...(hasSimulated ? [`> **${simulatedSentence}**`, ''] : []),
    ...published.slice(1),
    '',
    '## Tables',
    '',
    ...describedTables.flatMap((table) => [
      `### ${table}`,
      '',
      ...typedTables[table].columns.map(({ name, about }) => `- \`${name}\`: ${about}`),
      '',
    ]),
    '## Citation',
    '',
    head.citation,
    '',
    '```bibtex',
    head.bibtex,
    '```',
    '',
    `Content hash (SHA-256): \`${head.contentHash}\`.`,
    '',
  ].join('\n')
}

export const dataCardFile: DescriptionFormat = {
  suffix: 'data-card.md',
  group: 'about',
  title: 'Data card (Markdown)',
  about: 'Contents, license, method, evaluation and limitations, the columns of the tables, and the citation.',
  describesRelease: true,
  revision: 1,
  write: ({ snapshot: { head } }) => textBytes([dataCardText(head)]),
}
