import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ReleaseRows, releaseFileBytes, smallRelease } from '../testing/release-in-memory'
import { classTexts } from './label-studio-files'

/**
 * What Label Studio accepts, from its docs on the task format (labelstud.io/guide/task_format), predictions
 * (labelstud.io/guide/predictions) and the Choices tag (labelstud.io/tags/choices), and its own check of tasks
 * (label_studio/tasks/validation.py): `data` with every key in the configuration, and lists of annotations and
 * predictions that each have a `result`.
 */
const result = z.array(
  z.strictObject({
    id: z.string(),
    from_name: z.string(),
    to_name: z.string(),
    type: z.literal('choices'),
    value: z.strictObject({ choices: z.array(z.string()).min(1) }),
  }),
)
const tasks = z.array(
  z.strictObject({
    id: z.number().int().positive(),
    data: z.looseObject({ image: z.string().min(1), file: z.string() }),
    annotations: z.array(z.strictObject({ result, was_cancelled: z.boolean(), ground_truth: z.boolean() })),
    predictions: z.array(z.strictObject({ model_version: z.string(), score: z.number().min(0).max(1), result })),
  }),
)

const tasksOf = async (rows: ReleaseRows) =>
  tasks.parse(JSON.parse((await releaseFileBytes(rows, 'label-studio')).toString()))
const configOf = async (rows: ReleaseRows) => (await releaseFileBytes(rows, 'label-studio-config')).toString()

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const plain = (text: string) =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) => (code ? String.fromCharCode(Number(code)) : entities[name]!))
const choicesIn = (xml: string) => [...xml.matchAll(/<Choice value="([^"]*)"\/>/g)].map(([, value]) => plain(value!))

describe('tasks for Label Studio', () => {
  it('have the labels as an annotation and a prediction, with choices of the configuration', async () => {
    const [made, xml] = [await tasksOf(smallRelease()), await configOf(smallRelease())]
    expect(made.map(({ id, data }) => [id, data.file])).toEqual([
      [1, 'a.jpg'],
      [2, 'sub/b, "c".jpg'],
      [3, 'Bär 🐻.png'],
      [4, 'd\te\n.jpg'],
    ])
    const choices = choicesIn(xml)
    const control = /<Choices name="(\w+)" toName="(\w+)" choice="multiple"/.exec(xml)
    expect(/<Image name="(\w+)" value="\$(\w+)"\/>/.exec(xml)?.slice(1)).toEqual([control?.[2], 'image'])
    const given = made
      .flatMap(({ annotations, predictions }) => [...annotations, ...predictions])
      .flatMap((one) => one.result)
    expect(given).toHaveLength(4)
    for (const { from_name, to_name, value } of given) {
      expect([from_name, to_name]).toEqual(control?.slice(1, 3))
      for (const choice of value.choices) expect(choices).toContain(choice)
    }
    expect(made[0]!.annotations[0]!.result[0]!.value.choices).toEqual(['crane (0)', 'bear, "brown"'])
  })

  it('have an empty result if no label was kept, and none if nobody was asked', async () => {
    const made = await tasksOf(smallRelease())
    expect(made[1]!.annotations).toEqual([{ result: [], was_cancelled: false, ground_truth: false }])
    expect([made[3]!.annotations, made[3]!.predictions]).toEqual([[], []])
    expect(made[0]!.predictions[0]!.score).toBeCloseTo(2 / 3)
    expect(await tasksOf({ ...smallRelease(), images: [] })).toEqual([])
  })

  it('refer to pictures by a URL below the document root', async () => {
    const made = await tasksOf(smallRelease())
    expect(made[1]!.data.image).toBe('/data/local-files/?d=images/sub/b%2C%20%22c%22.jpg')
  })

  it('distinguish classes of the same name, whatever they are called', async () => {
    const texts = ['crane', 'crane', 'crane (1)', '<a> & "b"', 'line\nbreak', 'crane (0)']
    const classes = texts.map((name, index) => ({ ...smallRelease().classes[0]!, index, name }))
    const distinct = [...classTexts(classes).values()]
    expect(new Set(distinct).size).toBe(texts.length)
    expect(choicesIn(await configOf({ ...smallRelease(), classes }))).toEqual(distinct)
  })
})
