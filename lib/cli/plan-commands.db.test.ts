import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { type PlanProject, planProject } from '@/lib/services/testing/plan-project'
import { bundlePrograms } from './prepare.mjs'

let project: PlanProject
beforeAll(async () => {
  await bundlePrograms()
  project = await planProject()
  await project.addGolden()
})

async function run(command: string, ...args: string[]) {
  const child = spawn(process.execPath, ['dist/main.mjs', command, '--project', project.slug, ...args])
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { status, stdout, stderr }
}

test('plans, launches and simulates raters, with one command each', async () => {
  const planned = await run('plan', '--models', 'a,b', '--budget', '1.5', '--raters', '3', '--pay', '10', '--json')
  expect(planned).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(planned.stdout)).toMatchObject({
    ...{ subset: ['a', 'b'], recall: 2 / 3, precision: 0.8, proposalsPerImage: 2.25, unanimousImages: 1 },
    ...{ tasks: 3, votes: 21, cost: 0.21875, settings: { payPerHour: 10 }, report: { searchedSubsets: 4 } },
  })
  // Omitted options keep their values from the draft.
  const again = await run('plan', '--smallest', '--recall', '0.05')
  expect(again).toMatchObject({ status: 0, stderr: '' })
  expect(again.stdout).toContain(
    'Models     b (1 of 2): the smallest subset shown to reach a recall of 5.0% (lower 95% bound)\n',
  )
  expect(again.stdout).toContain('Votes      6 by 3 raters per task\n')

  const launched = await run('launch', '--name', 'First')
  expect(launched).toMatchObject({ status: 0, stderr: '' })
  expect(launched.stdout).toMatch(/^“First” of “.*” is open: 1 task asks about 2 candidates, 0 of them new\.\n/)
  const rated = await run('simulate-raters', '--raters', '4', '--seed', '7', '--json')
  expect(rated).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(rated.stdout)).toMatchObject({
    raters: 4,
    assignments: 3,
    votes: 6,
    finishedTasks: 1,
    openTasks: 0,
  })
  expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(6)

  const wider = await run('launch', '--classes', 'class 3,4', '--name', 'Wider', '--json')
  expect(wider).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(wider.stdout)).toMatchObject({ tasks: 4, unanimousImages: 0 })
  expect((await run('plan', '--ask', 'original')).stdout).toContain('Asked      the original label of each image\n')
  expect((await run('plan', '--ask', 'nothing')).stderr).toContain('--ask: expected models, original, classes')
  expect((await run('launch', '--classes', 'class 3, "tench, Tinca"')).stderr).toContain('"tench, Tinca"')
  await run('plan', '--ask', 'models')

  const twice = await run('launch', '--json')
  expect(twice.status).toBe(1)
  expect(JSON.parse(twice.stderr).error).toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/nothing to ask/),
  })
})

test('warns before it computes a plan whose adaptive votes cannot be launched', async () => {
  const options = ['--min-votes', '2', '--limit', '0', '--raters', '5', '--seconds', 'measured', '--json']
  const { status, stderr, stdout } = await run('plan', ...options)
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^Warning: Adaptive votes need to know .+\n$/)])
  expect(JSON.parse(stdout).settings).toMatchObject({
    ...{ adaptive: { minimum: 2, limit: null }, secondsPerCandidate: null },
  })
  await run('plan', '--no-min-votes')
})

test('names the option in an error', async () => {
  const unknown = await run('plan', '--models', 'a,z')
  expect(unknown).toMatchObject({ status: 1, stdout: '' })
  expect(unknown.stderr).toContain('--models: this project has no model “z”. Its models: a, b.')
  const faulty = await run('plan', '--budget', '-1', '--recall', '2', '--currency', 'euro')
  expect(faulty.stderr).toMatch(/--budget: At least 0\. --recall: At most 1\. --currency: Three capital letters/)
  expect((await run('simulate-raters', '--raters', '0')).stderr).toContain('--raters: At least 1.')
})
