import { describe, expect, it } from 'vitest'
import { refusalOf } from '@/lib/formats/testing/refusal'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { readTranslations } from './translation-file'

const scratch = scratchFolder()

async function entriesOf(content: unknown) {
  const path = scratch('names.csv', typeof content === 'string' ? content : JSON.stringify(content))
  const entries = []
  for await (const entry of readTranslations(path)) entries.push(entry)
  return entries
}

const briefly = async (content: unknown) =>
  (await entriesOf(content)).map(({ where, key, language, translation: { name, otherNames, gloss, note } }) => [
    ...[where, `${key.of} ${key.value}`, language, name, otherNames.join('/'), gloss, note],
  ])

const refusal = (content: unknown) => refusalOf(entriesOf(content), 'names.csv')

describe('a file of translations', () => {
  it('reads columns of one language each, in any spelling of the language, and skips blanks', async () => {
    const file = `id,name,name_de,aliases_de,gloss_de,name_pt_br,note_DE,colour
n01440764,tench,Schleie,Tinca tinca|Schlei,Süßwasserfisch,tenca,Nur Fische.,x
n01443537,goldfish,,,,,,x
,great white shark,Weißer Hai,,,,,x
`
    expect(await briefly(file)).toEqual([
      ['line 2', 'id n01440764', 'de', 'Schleie', 'Tinca tinca/Schlei', 'Süßwasserfisch', 'Nur Fische.'],
      ['line 2', 'id n01440764', 'pt-BR', 'tenca', '', null, null],
      ['line 4', 'name great white shark', 'de', 'Weißer Hai', '', null, null],
    ])
  })

  it('reads one line per language, where the name is the translated one', async () => {
    const file = 'language,index,class,name,gloss\nde,0,,Schleie,ein Fisch\nfr,,tench,tanche,\n'
    expect(await briefly(file)).toEqual([
      ['line 2', 'index 0', 'de', 'Schleie', '', 'ein Fisch', null],
      ['line 3', 'name tench', 'fr', 'tanche', '', null, null],
    ])
  })

  it('reads columns in any case, like other tables', async () => {
    const translated = [['line 2', 'name tench', 'de', 'Schleie', '', 'ein Fisch', null]]
    expect(await briefly('Class,Name_DE,GLOSS-de\ntench,Schleie,ein Fisch\n')).toEqual(translated)
    expect(await briefly('Class,Language,Name,Gloss\ntench,DE,Schleie,ein Fisch\n')).toEqual(translated)
  })

  it('reads the JSON that classes are exported as', async () => {
    const list = [
      {
        index: 0,
        names: ['tench', 'Tinca'],
        translations: { de: { name: 'Schleie', aliases: ['Schlei'], gloss: 'Fisch' } },
      },
      { names: ['goldfish'], translations: {} },
    ]
    expect(await briefly(list)).toEqual([['element 0', 'index 0', 'de', 'Schleie', 'Schlei', 'Fisch', null]])
  })

  it('names the line and field of a text that cannot be stored', async () => {
    expect(await refusal('id,name_de\na,"x\u0007"\n')).toMatch(/^line 2, field "name_de" \| text without control/)
    expect(await refusal('id,name_de,gloss_de\na,,ein Fisch\n')).toBe(
      'line 2, field "name_de" | a name, because there is a gloss_de | nothing',
    )
    expect(await refusal(`id,name_de\na,${'x'.repeat(501)}\n`)).toMatch(/^line 2, field "name_de" \| at most 500/)
    expect(await refusal('id,name_de\n,Schleie\n')).toMatch(/^line 2 \| the id, index or name of a class/)
    expect(await refusal('language,id,name\nxx,a,Schleie\n')).toMatch(/^line 2, field "language" \| the tag .+ \| "xx"/)
    expect(await refusal([{ id: 'a', translations: { deutsch: {} } }])).toMatch(
      /^element 0, field "translations.deutsch"/,
    )
    expect(await refusal([{ id: 'a', translations: { de: { name: 5 } } }])).toMatch(/"translations.de.name" \| text/)
  })

  it('refuses a file without a language or a key, or with a repeated field', async () => {
    expect(await refusal('id,name,gloss\na,b,c\n')).toMatch(/^line 1 \| columns of a language/)
    expect(await refusal('name_de\nSchleie\n')).toMatch(/^line 1 \| a column "id", "index" or "class"/)
    expect(await refusal('id,name_de,name-DE\na,b,c\n')).toBe('line 1 | one column "name_de" | name_de and name-DE')
  })
})
