import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReleaseHead } from '../release-rows'
import { zipStream } from '../zip-writer'
import type { DescribingFormat, FileBytes, ReleaseWriting } from './release-format'
import type { TableColumn } from './snapshot-table'
import { type ReleaseTable, typedTables } from './typed-tables'

/** The tables of the folder; `load_dataset` loads the first by default. */
const tables = ['labels', 'candidates', 'votes', 'classes'] as const satisfies readonly ReleaseTable[]

/** These labels are for evaluating models, not training them. */
const split = 'test'

const dtypes = { text: 'string', int: 'int32', float: 'float64', boolean: 'bool' } as const

// A JSON string is a double-quoted YAML string. Unquoted, a column named “no” would be read as false.
const quoted = (text: string) => JSON.stringify(text)

const featureLines = ({ name, type, isList }: TableColumn) => [
  `  - name: ${quoted(name)}`,
  isList ? `    sequence: ${dtypes[type]}` : `    dtype: ${dtypes[type]}`,
]

/** The settings at the head of the README, which tell `load_dataset` the tables, files and types. */
function settingsLines({ projectName, version }: ReleaseHead): string[] {
  return [
    '---',
    `pretty_name: ${quoted(`${projectName}, release ${version}`)}`,
    'task_categories:',
    '- image-classification',
    'configs:',
    ...tables.flatMap((table, k) => [
      `- config_name: ${table}`,
      ...(k === 0 ? ['  default: true'] : []),
      '  data_files:',
      `  - split: ${split}`,
      `    path: data/${table}.parquet`,
    ]),
    'dataset_info:',
    ...tables.flatMap((table) => [
      `- config_name: ${table}`,
      '  features:',
      ...typedTables[table].columns.flatMap(featureLines),
    ]),
    '---',
  ]
}

/** True whether some or all of them are. */
export const simulatedSentence = 'This release contains simulated votes or golden answers.'

export const withdrawnSentence = (reason: string) => `This release was withdrawn: ${reason}`

const folderOf = ({ project, version }: ReleaseHead) => `${project}-${version}-huggingface`

function readme(head: ReleaseHead): string {
  const { projectName, version, withdrawnBecause, hasSimulated } = head
  const [images, labels, votes] = [head.imageCount, head.labelCount, head.voteCount].map((count) =>
    count.toLocaleString('en'),
  )
  return [
    ...settingsLines(head),
    '',
    `# ${projectName}, release ${version}`,
    '',
    ...(withdrawnBecause === null ? [] : [`> **${withdrawnSentence(withdrawnBecause)}**`, '']),
    ...(hasSimulated ? [`> **${simulatedSentence}**`, ''] : []),
    head.description,
    '',
    // Rounded, it would keep other labels.
    `${images} images, ${labels} labels, ${votes} votes. Published ${head.publishedAt.slice(0, 10)}, labels by ${head.method} at a threshold ${head.threshold > 1 ? 'above 1' : `of ${head.threshold}`}.`,
    `Checksum of the release: \`${head.contentHash}\`.`,
    '',
    `License: ${head.license === '' ? 'not stated; ask the publisher' : head.license}.`,
    '',
    '## Tables',
    '',
    ...tables.flatMap((table) => [
      `### ${table}`,
      '',
      ...typedTables[table].columns.map(({ name, about }) => `- \`${name}\`: ${about}`),
      '',
    ]),
    '## Images',
    '',
    'This folder does not contain the image files. `image` is the file name of each; join it with your own copy:',
    '',
    '```python',
    'from datasets import Image, load_dataset',
    '',
    `# Run this beside the folder; load_dataset does not accept ".".`,
    `labels = load_dataset("${folderOf(head)}", "labels", split="${split}")`,
    'labels = labels.map(lambda row: {"picture": "/path/to/images/" + row["image"]}).cast_column("picture", Image())',
    '```',
    '',
    '## Citation',
    '',
    head.citation,
    '',
  ].join('\n')
}

/** A zip with one folder for `load_dataset`: README.md with the settings, and the tables as Parquet. */
async function* folderZip({ snapshot: { head }, fileOf }: ReleaseWriting): FileBytes {
  const folder = folderOf(head)
  const files = []
  for (const table of tables) files.push({ table, ...(await fileOf(`${table}-parquet`)) })
  const items = [
    { name: `${folder}/README.md`, open: async () => Readable.from([readme(head)]), isCompressed: false },
    ...files.map(({ table, path }) => ({
      name: `${folder}/data/${table}.parquet`,
      open: async () => createReadStream(path),
      isCompressed: true,
    })),
  ]
  yield* zipStream(items)
}

export const huggingFaceFile: DescribingFormat = {
  suffix: 'huggingface.zip',
  group: 'tool',
  title: 'Hugging Face folder (zip)',
  about: 'A folder for load_dataset: README with its settings, and the data as Parquet. Image files are not included.',
  describesRelease: true,
  write: folderZip,
}
