import { answers } from '@/lib/domain/rating/answer'
import type { BegunAnswers } from '@/lib/domain/rating/labeling-session'

export interface DraftOwner {
  slug: string
  raterId: number
}

interface DraftTask {
  assignmentId: number
  revision: number
}

/** Longer than any lease lasts: nobody comes back to these. */
const forgottenAfterMs = 7 * 86_400_000
const prefix = 'reassess-draft:'
const nameOf = ({ slug, raterId }: DraftOwner, { assignmentId, revision }: DraftTask) =>
  `${prefix}${slug}:${raterId}:${assignmentId}:${revision}`

const isAnswer = (value: unknown) => value === null || (answers as readonly unknown[]).includes(value)

function begunIn(text: string | null): BegunAnswers | null {
  try {
    const held: unknown = JSON.parse(text ?? 'null')
    if (typeof held !== 'object' || held === null || !('answers' in held) || !('rest' in held)) return null
    const { answers: given, rest } = held
    if (!Array.isArray(given) || !Array.isArray(rest) || !given.every(isAnswer)) return null
    return { answers: given, rest: rest.map(Boolean) }
  } catch {
    return null
  }
}

/**
 * Answers begun and not submitted, by assignment and revision, kept beyond the page: a task that comes back after a
 * reload, an undo or a lost lease has them again. Where the browser stores nothing they last as long as the page.
 */
export function answerDrafts(storage: Storage | null, now: () => number = Date.now) {
  /** What could not be stored. */
  const here = new Map<string, string>()
  return {
    read(owner: DraftOwner, task: DraftTask): BegunAnswers | null {
      const name = nameOf(owner, task)
      try {
        return begunIn(here.get(name) ?? storage?.getItem(name) ?? null)
      } catch {
        return null
      }
    },
    keep(owner: DraftOwner, task: DraftTask, { answers: given, rest }: BegunAnswers) {
      const name = nameOf(owner, task)
      const text = JSON.stringify({ answers: given, rest, at: now() })
      try {
        if (!storage) throw new Error('There is no storage.')
        storage.setItem(name, text)
        here.delete(name)
      } catch {
        here.set(name, text)
      }
    },
    forget(owner: DraftOwner, task: DraftTask) {
      const name = nameOf(owner, task)
      here.delete(name)
      try {
        storage?.removeItem(name)
      } catch {
        // Nothing was kept then.
      }
    },
    /** Takes drafts away to which nobody came back. */
    sweep() {
      try {
        const names = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')
        for (const name of names.filter((one) => one.startsWith(prefix))) {
          const { at } = JSON.parse(storage?.getItem(name) ?? '{}') as { at?: number }
          if (typeof at !== 'number' || now() - at > forgottenAfterMs) storage?.removeItem(name)
        }
      } catch {
        // They only take up room.
      }
    },
  }
}

export type AnswerDrafts = ReturnType<typeof answerDrafts>

let drafts: AnswerDrafts | null = null

/** The drafts of this browser. Only in a browser. */
export function browserDrafts(): AnswerDrafts {
  if (!drafts) {
    let storage: Storage | null = null
    try {
      storage = window.localStorage
    } catch {
      // Merely naming it throws where storage is switched off.
    }
    drafts = answerDrafts(storage)
  }
  return drafts
}
