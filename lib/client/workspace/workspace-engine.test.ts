import { describe, expect, test } from 'vitest'
import { ApiError } from '@/lib/client/api'
import { type WorkspaceOf, type WorkspaceView, workspaceEngine } from './workspace-engine'

interface Task {
  number: number
}
type Session = { chosen: string }
type Event = { type: 'choose'; chosen: string } | { type: 'submit' }

const workspace = (...numbers: number[]): WorkspaceOf<Task> => {
  const [task, ...ahead] = numbers.map((number) => ({ number }))
  return { raterId: 7, task: task ?? null, ahead }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** An expert working through tasks, and a server that responds when the test says so. */
function openWorkspace(first: WorkspaceOf<Task>) {
  const drafts = new Map<number, string>()
  const sent: string[] = []
  const answers: (WorkspaceOf<Task> | Error)[] = []
  const asked: number[] = []
  const takenBack: ('taken' | 'tried')[] = []
  const pictures = { ready: Promise.resolve() }
  let pending = 0
  let view: WorkspaceView<Task | null, Session, WorkspaceOf<Task>> | null = null
  const engine = workspaceEngine<Task, Session, Event, 'save', WorkspaceOf<Task>, string>(
    first,
    { chosen: '' },
    {
      numberOf: ({ number }) => number,
      begin: (task) => ({ chosen: (task && drafts.get(task.number)) ?? '' }),
      step: (session, event) =>
        event.type === 'submit' ? { session, effect: 'save' } : { session: { chosen: event.chosen }, effect: null },
      carry: (_effect, { number }, { chosen }) => engine.submit(`${number} ${chosen}`),
      drafts: {
        keep: ({ number }, { chosen }) => drafts.set(number, chosen),
        forget: (number) => drafts.delete(number),
      },
      outbox: {
        add(input) {
          pending += 1
          sent.push(input)
          return input
        },
        takeBack: async () => takenBack.shift() ?? 'gone',
        pending: () => pending,
      },
      async ask() {
        asked.push(pending)
        const answer = answers.shift() ?? new ApiError(0, 'offline', 'The server could not be reached.')
        if (answer instanceof Error) throw answer
        return answer
      },
      pictures: { ready: () => pictures.ready, prefetch: () => undefined },
      announcement: (task) => (task ? `Task ${task.number}.` : 'Nothing left.'),
      show: (next) => {
        view = next
      },
    },
  )
  return {
    engine,
    drafts,
    sent,
    answers,
    asked,
    takenBack,
    pictures,
    shown: () => engine.view().task?.number ?? null,
    chosen: () => engine.view().session.chosen,
    error: () => view?.error ?? null,
    said: () => view?.announcement,
    async decide(chosen: string) {
      engine.dispatch({ type: 'choose', chosen })
      engine.dispatch({ type: 'submit' })
      await settled()
    },
    async serverSays(number: number, result: WorkspaceOf<Task> | ApiError) {
      pending -= 1
      const id = sent.find((input) => input.startsWith(`${number} `)) ?? ''
      engine.settle(
        number,
        id,
        result instanceof ApiError ? { output: null, error: result } : { output: result, error: null },
      )
      await settled()
    },
  }
}

describe("an expert's workspace", () => {
  test('continues with the tasks ahead without the server, and waits if none is left', async () => {
    const expert = openWorkspace(workspace(1, 2, 3))
    for (const number of [1, 2, 3]) {
      expect(expert.shown()).toBe(number)
      await expert.decide('yes')
    }
    expect([expert.shown(), expert.sent, expert.asked]).toEqual([null, ['1 yes', '2 yes', '3 yes'], []])
    // An outdated response still lists tasks decided since.
    await expert.serverSays(1, workspace(2, 3, 4))
    expect(expert.shown()).toBe(4)
  })

  test('says that nothing is left once, and only when the server has said so', async () => {
    const expert = openWorkspace(workspace(1))
    await expert.decide('yes')
    expect(expert.said()).toBe('Saved.')
    expert.answers.push(workspace())
    await expert.serverSays(1, workspace())
    expect([expert.shown(), expert.said()]).toEqual([null, 'Nothing left.'])
  })

  test("puts the server's next tasks after the one on the screen", async () => {
    const expert = openWorkspace(workspace(1, 2))
    await expert.decide('yes')
    await expert.serverSays(1, workspace(2, 5, 6))
    expect(expert.shown()).toBe(2)
    await expert.decide('no')
    expect(expert.shown()).toBe(5)
  })

  test('asks the server if nothing is pending, and reports if it is unreachable', async () => {
    const expert = openWorkspace(workspace(1))
    await expert.engine.goOn('')
    expect([expert.shown(), expert.error()]).toEqual([
      1,
      'The server could not be reached. Your choices are still here.',
    ])
    expert.answers.push(workspace(9))
    await expert.engine.goOn('')
    expect([expert.shown(), expert.error()]).toEqual([9, null])

    const idle = openWorkspace(workspace())
    await idle.engine.goOn('')
    expect(idle.error()).toBe('The server could not be reached.')
  })

  test('shows a rejected task again with its choices', async () => {
    const expert = openWorkspace(workspace(1, 2))
    await expert.decide('yes')
    await expert.serverSays(1, new ApiError(409, 'conflict', 'It is gone.'))
    expect([expert.shown(), expert.error()]).toEqual([2, 'It is gone. It will appear again with your choices.'])
    await expert.decide('no')
    expect([expert.shown(), expert.chosen()]).toEqual([1, 'yes'])
  })

  test('keeps a draft until it is submitted', async () => {
    const expert = openWorkspace(workspace(1, 2))
    expert.engine.dispatch({ type: 'choose', chosen: 'maybe' })
    expect(expert.drafts.get(1)).toBe('maybe')
    await expert.decide('no')
    expect(expert.drafts.size).toBe(0)
  })

  test('does not repeat tasks whose decisions an earlier page is still sending', async () => {
    const expert = openWorkspace(workspace(1, 2, 3))
    expert.engine.applyPending([1, 2])
    await settled()
    expect(expert.shown()).toBe(3)
  })

  test('skips a task and remembers, once, what was passed over', async () => {
    const expert = openWorkspace(workspace(1, 2))
    expert.engine.passOver([1, 8])
    expert.engine.skip([1])
    await settled()
    expect([expert.shown(), expert.engine.later()]).toEqual([2, [8, 1]])
  })

  test('undoes the last decision in the outbox, or else on the server, but not while it is being saved', async () => {
    const expert = openWorkspace(workspace(1, 2))
    await expert.decide('yes')
    const undo = (isStored = true) =>
      expert.engine.undo('page', isStored, async () => ({ task: { number: 9 }, session: { chosen: 'no' } }))
    expert.takenBack.push('tried', 'taken')
    await undo()
    expect([expert.shown(), expert.error()]).toEqual([
      2,
      'Your last page is being saved. Undo it once it is saved. Your choices are still here.',
    ])
    await undo()
    expect([expert.shown(), expert.chosen()]).toEqual([1, 'yes'])
    await undo(false)
    expect([expert.shown(), expert.said()]).toEqual([1, 'You have no page that could be undone.'])
    // Another text, which sounds the same: an unchanged one would not be read again.
    await undo(false)
    expect(expert.said()).toBe('You have no page that could be undone.\u00a0')
    await undo()
    expect([expert.shown(), expert.chosen()]).toEqual([9, 'no'])
  })

  test('takes no second answer while the next picture is loading, but still undoes the first', async () => {
    const expert = openWorkspace(workspace(1, 2, 3))
    let load = () => {}
    expert.pictures.ready = new Promise((resolve) => {
      load = resolve
    })
    await expert.decide('yes')
    await expert.decide('no')
    expert.engine.skip([1])
    expect([expert.sent, expert.drafts.size, expert.engine.later()]).toEqual([['1 yes'], 0, []])
    expert.takenBack.push('taken')
    await expert.engine.undo('page', true, () => Promise.reject(new Error('Nothing to undo.')))
    load()
    await settled()
    expect([expert.shown(), expert.chosen()]).toEqual([1, 'yes'])
    for (const next of [2, 3]) {
      await expert.decide('no')
      expect(expert.shown()).toBe(next)
    }
    expect(expert.sent).toEqual(['1 yes', '1 no', '2 no'])
  })

  test('shows the next task once if the server lists it while its picture is loading', async () => {
    const expert = openWorkspace(workspace(1, 2))
    let load = () => {}
    expert.pictures.ready = new Promise((resolve) => {
      load = resolve
    })
    await expert.decide('yes')
    await expert.serverSays(1, workspace(2, 5))
    load()
    await settled()
    await expert.decide('no')
    expect([expert.sent, expert.shown()]).toEqual([['1 yes', '2 no'], 5])
  })

  test('goes back to a decided task, and from there to the interrupted one', async () => {
    const expert = openWorkspace(workspace(1, 2, 3))
    await expert.decide('yes')
    const last = expert.engine.last()
    if (last) expert.engine.reopen(last.task, last.session)
    expect([expert.shown(), expert.chosen(), expert.engine.last()]).toEqual([1, 'yes', null])
    await expert.decide('no')
    expect([expert.shown(), expert.sent]).toEqual([2, ['1 yes', '1 no']])
  })
})
