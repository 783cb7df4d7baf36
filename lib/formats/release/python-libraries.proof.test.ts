import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { installedPython } from '../testing/installed-python'
import { readTable } from '../testing/read-table'
import { madeRelease, smallRelease } from '../testing/release-in-memory'
import { scratchFolder } from '../testing/scratch-folder'

const scratch = scratchFolder()
const python = installedPython('datasets==5.2.0', 'mlcroissant==1.1.1')

const tables = ['labels', 'candidates', 'votes', 'classes'] as const

/**
 * Prints the warnings of mlcroissant, and each table as read by either library: columns and number of rows; and the
 * rows that the code in the README gives.
 */
const script = `
import json, logging, os, re, sys, zipfile
archive, metadata, folder = sys.argv[1:4]
os.environ |= {'HF_HUB_OFFLINE': '1', 'HF_HOME': f'{folder}/hub'}
heard = []
logging.getLogger().addHandler(type('Heard', (logging.Handler,), {'emit': lambda self, record: heard.append(record.getMessage())})(logging.WARNING))
import datasets, mlcroissant
zipfile.ZipFile(archive).extractall(folder)
found = {'huggingface': {}, 'croissant': {}}
for name in sys.argv[4:]:
    (split,) = datasets.load_dataset(f'{folder}/small-1-huggingface', name, cache_dir=f'{folder}/cache').values()
    found['huggingface'][name] = [sorted(split.column_names), len(split)]
    records = list(mlcroissant.Dataset(metadata).records(name))
    found['croissant'][name] = [sorted(key.split('/')[-1] for key in records[0]), len(records)]
os.chdir(folder)
shown = {}
exec(re.search('\`{3}python\\n(.*?)\`{3}', open('small-1-huggingface/README.md').read(), re.S)[1], shown)
about = mlcroissant.Dataset(metadata).metadata
json.dump({**found, 'stated': [about.data_collection, about.data_limitations], 'shown': shown['labels'].num_rows, 'warnings': heard}, sys.stdout)
`

it.skipIf(python === null)('datasets and mlcroissant load every table of a release, without warnings', async () => {
  const make = madeRelease(smallRelease(), scratch)
  const { path: archive } = await make('huggingface')
  const { path: metadata } = await make('croissant')
  const args = ['-c', script, archive, metadata, scratch('unzipped'), ...tables]
  const out = execFileSync(python!, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const { huggingface, croissant, stated, shown, warnings } = JSON.parse(out)
  const expected: Record<string, [string[], number]> = {}
  for (const name of tables) {
    const { path } = await make(`${name}-parquet`)
    const { names, rows } = readTable(readFileSync(path))
    expected[name] = [[...names].sort(), rows.length]
  }
  expect(croissant).toEqual(expected)
  expect(huggingface).toEqual(expected)
  const { dataCollection, dataLimitations } = smallRelease().head.statements
  expect(stated).toEqual([dataCollection, dataLimitations])
  expect(shown).toBe(expected.labels?.[1])
  expect(warnings).toEqual([])
})
