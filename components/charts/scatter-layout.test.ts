import { describe, expect, test } from 'vitest'
import { textWidth } from './label-layout'
import { nearestPoint } from './reading'
import { type ScatterGroup, scatterLayout } from './scatter-layout'

const axes = { x: { label: 'x' }, y: { label: 'y' } }
const layoutOf = (groups: ScatterGroup[], lines: Parameters<typeof scatterLayout>[0]['lines'] = []) =>
  scatterLayout({ groups, lines, ...axes, width: 640, height: 320 })
const group = (points: ScatterGroup['points'], label = 'models'): ScatterGroup => ({ label, tone: 'accent', points })

describe('scatterLayout', () => {
  test('places every point in the plot, ordered by x', () => {
    const { base, points } = layoutOf([
      group([
        { x: 3, y: 1, name: 'c' },
        { x: 1, y: 5, name: 'a' },
        { x: Number.NaN, y: 5, name: 'none' },
      ]),
    ])
    expect(points[0]!.map(({ name }) => name)).toEqual(['a', 'c'])
    for (const { x, y } of base.spots[0]!) {
      expect(x).toBeGreaterThanOrEqual(base.plot.left)
      expect(x).toBeLessThanOrEqual(base.plot.right)
      expect(y).toBeGreaterThanOrEqual(base.plot.top)
      expect(y).toBeLessThanOrEqual(base.plot.bottom)
    }
  })

  test('ends axes of shares at 0 or 100% if all are', () => {
    const shares = { x: { label: 'x', format: 'percent' }, y: { label: 'y', format: 'percent' } } as const
    const domainsOf = (share: number) => {
      const groups = [group([{ x: share, y: share, name: 'only' }])]
      const { base } = scatterLayout({ groups, lines: [], ...shares, width: 640, height: 320 })
      return [base.xDomain, base.yDomain]
    }
    expect(domainsOf(1).map(([, to]) => to)).toEqual([1, 1])
    expect(domainsOf(0).map(([from]) => from)).toEqual([0, 0])
  })

  test('labels points without overlaps or overflow, and omits labels without room', () => {
    const crowd = Array.from({ length: 60 }, (_, k) => ({
      x: k % 8,
      y: k / 8,
      name: `model number ${k}`,
      isNamed: true,
    }))
    const { names, base } = layoutOf([group(crowd)])
    expect(names.length).toBeGreaterThan(5)
    expect(names.length).toBeLessThan(60)
    const boxes = names.map(({ text, place }) => {
      const width = textWidth(text)
      return { left: place.anchor === 'start' ? place.x : place.x - width, width, y: place.y }
    })
    for (const [k, one] of boxes.entries()) {
      expect(one.left).toBeGreaterThanOrEqual(base.plot.left)
      for (const other of boxes.slice(k + 1)) {
        const apart = Math.abs(one.y - other.y) >= 14
        expect(apart || one.left + one.width <= other.left || other.left + other.width <= one.left).toBe(true)
      }
    }
  })

  test('names a point in full where there is room, and cuts a long name only where there is none', () => {
    const name = 'vit_large_patch14_clip_224.openai_ft_in12k_in1k'
    const points = [{ x: 10, y: 5, name, isNamed: true }]
    expect(layoutOf([group([{ x: 0, y: 0, name: 'a' }, ...points])]).names[0]!.text).toBe(name)
    const layout = { groups: [group([{ x: 0, y: 0, name: 'a' }, ...points])], lines: [], ...axes }
    expect(scatterLayout({ ...layout, width: 320, height: 320 }).names[0]!.text).toMatch(/^vit_large_.*…$/)
  })

  test('puts no name over the name of a marked value', () => {
    const points = [0, 5, 10].map((x) => ({ x, y: 100, name: `mobilenet-${x}`, isNamed: true }))
    const marks = [{ axis: 'y' as const, value: 100, label: 'Original labels 100%' }]
    const { names, base } = scatterLayout({
      groups: [group(points)],
      lines: [],
      marks,
      ...axes,
      width: 640,
      height: 320,
    })
    const { place, label } = base.marks[0]!
    expect(names).toHaveLength(3)
    for (const { text, place: own } of names) {
      const leftOf = (x: number, anchor: string, width: number) => (anchor === 'start' ? x : x - width)
      const left = leftOf(own.x, own.anchor, textWidth(text))
      const markLeft = leftOf(place.x, place.anchor, textWidth(label))
      const isApart = left + textWidth(text) <= markLeft || markLeft + textWidth(label) <= left
      expect(isApart || Math.abs(own.y - place.y) >= 14, text).toBe(true)
    }
  })

  test('covers no other point with a label, and counts the points left without one', () => {
    const crowd = Array.from({ length: 12 }, (_, k) => ({
      x: 10 + (k % 4) / 10,
      y: Math.floor(k / 4) / 10,
      name: `mobilenet number ${k}`,
      isNamed: true,
    }))
    const far = { x: 0, y: 4, name: 'far', isNamed: true }
    const { names, unnamed, base } = layoutOf([group([...crowd, far])])
    for (const { text, place } of names) {
      const left = place.anchor === 'start' ? place.x : place.x - textWidth(text)
      const covered = base.spots[0]!.filter(
        ({ x, y }) => x > left && x < left + textWidth(text) && y > place.y - 10 && y < place.y,
      )
      expect(covered, text).toEqual([])
    }
    expect(names.map(({ text }) => text)).toContain('far')
    expect(names.length + unnamed).toBe(13)
    expect(unnamed).toBeGreaterThan(0)
  })

  test('draws lines from end to end, with labels beside them', () => {
    const line = { label: 'slope 0.94', tone: 'accent' as const, from: { x: 0, y: 0 }, to: { x: 10, y: 10 } }
    const { lineNames, base } = layoutOf([group([{ x: 5, y: 2, name: 'a' }])], [line])
    expect(base.spots[1]).toEqual([0, 10].map((end) => ({ x: base.x(end), y: base.y(end) })))
    expect(lineNames[0]?.text).toBe('slope 0.94')
  })

  test('lays out 1,266 points, without a label for each', () => {
    const many = Array.from({ length: 1_266 }, (_, k) => ({ x: k / 1_266, y: (k * 7) % 13, name: `m${k}` }))
    const { base, names } = layoutOf([{ ...group(many), isSmall: true }])
    expect(base.spots[0]).toHaveLength(1_266)
    expect(names).toEqual([])
  })
})

test('prefers the point drawn last if two are equally near', () => {
  const spots = [
    [{ x: 1, y: 1 }],
    [
      { x: 1, y: 1 },
      { x: 9, y: 9 },
    ],
  ]
  expect(nearestPoint(spots, { x: 0, y: 0 })).toEqual({ series: 1, index: 0 })
  expect(nearestPoint(spots, { x: 8, y: 9 })).toEqual({ series: 1, index: 1 })
  expect(nearestPoint([[]], { x: 8, y: 9 })).toBeNull()
})
