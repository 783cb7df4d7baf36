import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { metrics } from './metrics'

interface Panel {
  title: string
  targets?: { expr: string }[]
}

const dashboard: { panels: Panel[] } = JSON.parse(readFileSync('docs/deploy/grafana-dashboard.json', 'utf8'))
const alertsFile = 'docs/deploy/prometheus-alerts.yml'
const alerts: { groups: { rules: { alert: string; expr: string }[] }[] } = parse(readFileSync(alertsFile, 'utf8'))
const queries = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
  ...alerts.groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr] as const)),
]

const words = new Set(['and', 'or', 'unless', 'bool', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right'])

/** Returns the metrics that a query reads, each with the labels that the query uses. */
function metricsIn(query: string) {
  const groups = [...query.matchAll(/\b(?:by|without|on|ignoring) *\(([^)]*)\)/g)].flatMap(([, names]) =>
    names!.split(',').map((name) => name.trim()),
  )
  const plain = query.replace(/\b(?:by|without|on|ignoring) *\([^)]*\)/g, ' ').replace(/\[[^\]]*\]/g, ' ')
  return [...plain.matchAll(/(?<![\w"])([a-zA-Z_]\w*)\b(?! *\()(?:\{([^}]*)\})?/g)]
    .filter(([, name]) => !words.has(name!))
    .map(([, name, matchers = '']) => ({
      name: name!,
      labels: [...[...matchers.matchAll(/(\w+) *[=!]/g)].map(([, label]) => label!), ...groups],
    }))
}

async function seriesOf(): Promise<Map<string, Set<string>>> {
  await metrics.text()
  // `up` is from Prometheus itself.
  const found = new Map<string, Set<string>>([['up', new Set(['instance', 'job'])]])
  for (const { name, type } of await metrics.registry.getMetricsAsJSON()) {
    const metric = metrics.registry.getSingleMetric(name) as unknown as { labelNames: string[] }
    const own = ['instance', 'job', ...metric.labelNames]
    if (String(type) !== 'histogram') found.set(name, new Set(own))
    else {
      found.set(`${name}_bucket`, new Set([...own, 'le']))
      for (const end of ['sum', 'count']) found.set(`${name}_${end}`, new Set(own))
    }
  }
  return found
}

test('every query of the dashboard and the alerts uses existing metrics and labels', async () => {
  const series = await seriesOf()
  expect(queries.length).toBeGreaterThan(25)
  for (const [title, query] of queries) {
    const read = metricsIn(query)
    expect(read.length, `${title} reads something`).toBeGreaterThan(0)
    for (const { name, labels } of read) {
      expect([...series.keys()], `${title}: ${name}`).toContain(name)
      for (const label of labels) expect([...series.get(name)!], `${title}: ${label} of ${name}`).toContain(label)
    }
  }
})

test('the dashboard shows every metric that we define', async () => {
  const shown = queries.flatMap(([, query]) => metricsIn(query).map(({ name }) => name))
  for (const { name } of await metrics.registry.getMetricsAsJSON())
    if (name.startsWith('reassess_'))
      expect(
        shown.some((one) => one.startsWith(name)),
        name,
      ).toBe(true)
})

test('metrics read from the database are never summed over servers, which all report the same value', () => {
  const ofDatabase =
    /reassess_(open_tasks|leased_assignments|stored_votes|unfinished_jobs|job_wait|workers|database_up)/
  for (const [title, query] of queries) if (ofDatabase.test(query)) expect(query, title).toMatch(/^(max|min)\b/)
})

test('operations.md explains what to do about every alert', () => {
  const text = readFileSync('docs/operations.md', 'utf8')
  for (const { alert } of alerts.groups.flatMap(({ rules }) => rules)) expect(text).toContain(`\`${alert}\``)
})

const isPromtoolThere = spawnSync('promtool', ['--version']).error === undefined
if (!isPromtoolThere) console.info(`Skipped: ${alertsFile} is checked by promtool, which is not installed.`)
test.skipIf(!isPromtoolThere)('promtool accepts the alerts', () => {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', alertsFile], { encoding: 'utf8' })
  expect({ status, stdout, stderr }).toMatchObject({ status: 0 })
})
