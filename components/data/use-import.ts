'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { formError } from '@/components/kit/form-error'
import { addStartedJob } from '@/components/kit/use-jobs'
import { ApiError } from '@/lib/client/api-error'
import { describeFiles, type LocalFile } from '@/lib/client/data/chosen-files'
import type { FailedFile, UploadProgress } from '@/lib/client/data/upload-pool'
import { createUpload, discardUpload, sendUpload } from '@/lib/client/data/uploads'
import { startJob } from '@/lib/client/jobs'
import type { FileRole } from '@/lib/domain/data/file-role'
import { type FolderPlanOutcome, folderPlanOf } from '@/lib/domain/data/folder-plan'
import {
  type ChosenFile,
  type ImportChoices,
  importChoices,
  type KnownData,
  roleAs,
} from '@/lib/domain/data/folder-proposal'
import { otherThan } from '@/lib/wording/data'

export type ImportPhase =
  | { name: 'idle' }
  | { name: 'reading' }
  /** Chosen and not sent: may still be changed. */
  | { name: 'ready'; files: ChosenFile[]; choices: ImportChoices }
  | { name: 'sending'; progress: UploadProgress }
  /** Everything or nearly everything is sent; what is missing, or why it did not start, stands beside. */
  | { name: 'stuck'; failed: FailedFile[] }
  | { name: 'starting' }

interface Sending {
  uploadId: string
  outcome: FolderPlanOutcome
  stop: AbortController
}

export const messageOf = (error: unknown) =>
  error instanceof ApiError
    ? [error.message, ...Object.values(error.fields)].filter(Boolean).join(' ')
    : (formError(error).message ?? 'Something went wrong. Nothing was changed.')

/** From files that a person chose to an import that the worker does: choose, change, send, start. */
export function useImport(slug: string, known: KnownData) {
  const queryClient = useQueryClient()
  const [phase, setPhase] = useState<ImportPhase>({ name: 'idle' })
  const [problem, setProblem] = useState<string | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const local = useRef(new Map<string, File>())
  const ready = useRef<{ files: ChosenFile[]; choices: ImportChoices } | null>(null)
  const sending = useRef<Sending | null>(null)

  useEffect(() => {
    if (phase.name !== 'sending') return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [phase.name])
  // A page that is left sends no more.
  useEffect(() => () => sending.current?.stop.abort(), [])

  const show = (files: ChosenFile[], choices: ImportChoices) => {
    ready.current = { files, choices }
    setPhase({ name: 'ready', files, choices })
  }

  /**
   * Adds files to those that are chosen already; one of the same path takes the other's place. Files that are not recognized
   * are what they were chosen as.
   */
  async function choose(reading: LocalFile[] | Promise<LocalFile[]>, as?: FileRole) {
    if (sending.current) return
    const before = ready.current
    setProblem(null)
    setNote(null)
    setPhase({ name: 'reading' })
    try {
      const found = await describeFiles(await reading)
      for (const { path, file } of found.local) local.current.set(path, file)
      const fresh = new Set(found.chosen.map(({ path }) => path))
      const files = [...(before?.files ?? []).filter(({ path }) => !fresh.has(path)), ...found.chosen]
      if (files.length === 0) {
        setProblem('There are no files in this folder.')
        setPhase({ name: 'idle' })
        return
      }
      const proposed = importChoices(files, known)
      const chosen = as ? found.chosen.map((file) => ({ path: file.path, role: roleAs(file, as) })) : []
      const chosenRoles = Object.fromEntries(
        chosen.flatMap(({ path, role }) => (role === 'picture' ? [] : [[path, role]])),
      )
      show(files, {
        ...proposed,
        roles: { ...proposed.roles, ...before?.choices.roles, ...chosenRoles },
        takesLabels: proposed.takesLabels || as === 'labels',
      })
      if (as) setNote(otherThan(chosen, as))
    } catch {
      setProblem('Could not read the files. Choose them again.')
      if (before) show(before.files, before.choices)
      else setPhase({ name: 'idle' })
    }
  }

  function change(changes: Partial<ImportChoices>) {
    if (!ready.current) return
    show(ready.current.files, { ...ready.current.choices, ...changes })
  }

  function forget() {
    sending.current = null
    ready.current = null
    local.current.clear()
    setProblem(null)
    setNote(null)
    setPhase({ name: 'idle' })
  }

  async function begin({ uploadId, outcome }: Sending) {
    setPhase({ name: 'starting' })
    try {
      const job = await startJob(slug, 'import-folder', { source: { from: 'upload', uploadId }, ...outcome.plan })
      forget()
      await addStartedJob(queryClient, slug, job)
    } catch (error) {
      setProblem(messageOf(error))
      setPhase({ name: 'stuck', failed: [] })
    }
  }

  async function send(current: Sending, paths?: ReadonlySet<string>) {
    const outgoing = current.outcome.files.flatMap(({ path, sentAs }) => {
      const file = local.current.get(path)
      return file && (!paths || paths.has(sentAs)) ? [{ path: sentAs, file }] : []
    })
    setProblem(null)
    const { signal } = current.stop
    const onProgress = (progress: UploadProgress) => {
      if (!signal.aborted) setPhase({ name: 'sending', progress })
    }
    try {
      const failed = await sendUpload(slug, current.uploadId, outgoing, { onProgress, signal })
      if (signal.aborted) return
      if (failed.length === 0) await begin(current)
      else setPhase({ name: 'stuck', failed })
    } catch (error) {
      if (signal.aborted) return
      setProblem(messageOf(error))
      setPhase({ name: 'stuck', failed: outgoing.map(({ path }) => ({ path, reason: '' })) })
    }
  }

  async function start() {
    if (!ready.current || sending.current) return
    const outcome = folderPlanOf(ready.current.files, ready.current.choices, known)
    setProblem(null)
    setPhase({ name: 'starting' })
    try {
      const { id } = await createUpload(slug)
      sending.current = { uploadId: id, outcome, stop: new AbortController() }
      await send(sending.current)
    } catch (error) {
      setProblem(messageOf(error))
      show(ready.current.files, ready.current.choices)
    }
  }

  /** Sends what could not be sent, or starts what is sent but did not start. */
  async function retry(failed: readonly FailedFile[]) {
    if (!sending.current) return
    if (failed.length > 0) await send(sending.current, new Set(failed.map(({ path }) => path)))
    else await begin(sending.current)
  }

  /** Stops sending; what was chosen stays chosen. */
  function cancel() {
    const current = sending.current
    sending.current = null
    setProblem(null)
    if (current) {
      current.stop.abort(new Error('cancelled'))
      // What is left behind is swept away within a day.
      discardUpload(slug, current.uploadId).catch(() => {})
    }
    if (ready.current) show(ready.current.files, ready.current.choices)
    else setPhase({ name: 'idle' })
  }

  return { phase, problem, note, choose, change, forget, start, retry, cancel }
}

export type ImportFlow = ReturnType<typeof useImport>
