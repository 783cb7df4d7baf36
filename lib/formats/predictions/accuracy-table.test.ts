import { describe, expect, test } from 'vitest'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { readAccuracyTable } from './accuracy-table'

const scratch = scratchFolder()
const read = (text: string) => readAccuracyTable(scratch('accuracies.csv', text))

describe('readAccuracyTable', () => {
  test('reads percentages by column name, and the parameters', async () => {
    const text =
      'model,original_top1_percent,real_top1_percent,parameters_million\na.b,40.982,47.087,"1,000.37"\nc,0.5,0.7,\n'
    expect(await read(text)).toEqual([
      { model: 'a.b', original: 0.40982, reassessed: 0.47087, parametersMillion: 1000.37 },
      { model: 'c', original: 0.005, reassessed: 0.006999999999999999, parametersMillion: null },
    ])
  })

  test('reads shares, and percentages if a number exceeds 1', async () => {
    expect(await read('name,original,reassessed\na,0.4,1\n')).toMatchObject([{ original: 0.4, reassessed: 1 }])
    expect(await read('name,original,reassessed\na,0.4,80\n')).toMatchObject([{ original: 0.004, reassessed: 0.8 }])
  })

  test('does not take a decimal comma for a thousands separator', async () => {
    for (const written of ['8,3', '0,761', '76,123']) {
      const found = read(`model;original;real\na;${written};7\n`)
      await expect(found).rejects.toThrow(
        `line 2, field "original": expected a number, such as 76.1, found "${written}"`,
      )
    }
    const parameters = read('model;original;real;parameters\na;8;7;25,6\n')
    await expect(parameters).rejects.toThrow('"parameters": expected a number, such as 76.1, found "25,6"')
  })

  test('names the file, line and field of an error', async () => {
    await expect(read('')).rejects.toThrow(/model/)
    await expect(read('model,original\na,1\n')).rejects.toThrow(/"reassessed"/)
    await expect(read('model,original,real\na,x,1\n')).rejects.toThrow(/accuracies\.csv.*line 2.*"original"/s)
    await expect(read('model,original,real\na,1,\n')).rejects.toThrow(/line 2.*"real".*empty/s)
    await expect(read('model,original,real\na,1,1\na,1,1\n')).rejects.toThrow(/line 3.*"model".*line 2/s)
    await expect(read('model,original_share,real\na,1.2,1\n')).rejects.toThrow(/line 2.*up to 1/s)
    await expect(read('model,original,real\na,101,1\n')).rejects.toThrow(/up to 100/)
    await expect(read('model,original,real\na\0b,10,1\n')).rejects.toThrow(/line 2, field "model": .*without control/)
    await expect(read('model,original,real\n ,10,1\n')).rejects.toThrow(/line 2.*"model"/s)
  })
})
