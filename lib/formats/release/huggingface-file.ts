import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReleaseHead } from '../release-rows'
import { zipStream } from '../zip-writer'
import { citationText } from './citation-file'
import { dataCardText, describedTables } from './data-card-file'
import type { DescriptionFormat, FileBytes, ReleaseWriting } from './release-format'
import type { TableColumn } from './snapshot-table'
import { typedTables } from './typed-tables'
import { yamlText } from './yaml-text'

/** These labels are for evaluating models, not training them. */
const split = 'test'

const dtypes = { text: 'string', int: 'int32', float: 'float64', boolean: 'bool' } as const

const featureLines = ({ name, type, isList }: TableColumn) => [
  `  - name: ${yamlText(name)}`,
  isList ? `    sequence: ${dtypes[type]}` : `    dtype: ${dtypes[type]}`,
]

/** Licenses of data by their ids in huggingface.co/docs/hub/repositories-licenses. */
const knownLicenses = [
  ...['apache-2.0', 'cc0-1.0', 'cc-by-4.0', 'cc-by-sa-4.0', 'cc-by-nc-4.0', 'cc-by-nd-4.0', 'cc-by-nc-sa-4.0'],
  ...['cc-by-nc-nd-4.0', 'mit', 'odbl', 'odc-by', 'pddl'],
]

function licenseLines(license: string): string[] {
  if (license === '') return []
  const id = license.toLowerCase().replaceAll(' ', '-')
  return [`license: ${knownLicenses.includes(id) ? id : 'other'}`]
}

/** The settings at the head of the README, which tell `load_dataset` the tables, files and types. */
function settingsLines({ projectName, version, license }: ReleaseHead): string[] {
  return [
    '---',
    `pretty_name: ${yamlText(`${projectName}, release ${version}`)}`,
    ...licenseLines(license),
    'task_categories:',
    '- image-classification',
    'configs:',
    // `load_dataset` loads the first by default.
    ...describedTables.flatMap((table, k) => [
      `- config_name: ${table}`,
      ...(k === 0 ? ['  default: true'] : []),
      '  data_files:',
      `  - split: ${split}`,
      `    path: data/${table}.parquet`,
    ]),
    'dataset_info:',
    ...describedTables.flatMap((table) => [
      `- config_name: ${table}`,
      '  features:',
      ...typedTables[table].columns.flatMap(featureLines),
    ]),
    '---',
  ]
}

const folderOf = ({ project, version }: ReleaseHead) => `${project}-${version}-huggingface`

const readme = (head: ReleaseHead): string =>
  [
    ...settingsLines(head),
    '',
    dataCardText(head),
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
  ].join('\n')

/** A zip with one folder for `load_dataset`: README.md with the settings, and the tables as Parquet. */
async function* folderZip({ snapshot: { head }, fileOf }: ReleaseWriting): FileBytes {
  const folder = folderOf(head)
  const files = []
  for (const table of describedTables) files.push({ table, ...(await fileOf(`${table}-parquet`)) })
  const items = [
    { name: `${folder}/README.md`, open: async () => Readable.from([readme(head)]), isCompressed: false },
    { name: `${folder}/CITATION.cff`, open: async () => Readable.from([citationText(head)]), isCompressed: false },
    ...files.map(({ table, path }) => ({
      name: `${folder}/data/${table}.parquet`,
      open: async () => createReadStream(path),
      isCompressed: true,
    })),
  ]
  yield* zipStream(items)
}

export const huggingFaceFile: DescriptionFormat = {
  suffix: 'huggingface.zip',
  group: 'tool',
  title: 'Hugging Face folder (zip)',
  about:
    'A folder for load_dataset: README with its settings, citation, and the data as Parquet. Image files are not included.',
  describesRelease: true,
  revision: 2,
  write: folderZip,
}
