'use client'

import { useEffect, useRef, useState } from 'react'
import { browserProblem } from '@/components/kit/form'
import { useStartJob } from '@/components/kit/jobs'
import { useUploadWarning } from '@/components/ui/use-leave-warning'
import { ApiError } from '@/lib/client/api'
import { describeFiles, type LocalFile, unzippedPaths } from '@/lib/client/data/chosen-files'
import {
  createUpload,
  discardUpload,
  type FailedFile,
  sendUpload,
  type UploadProgress,
} from '@/lib/client/data/uploads'
import { type FileRole, isUnreadPicture } from '@/lib/domain/data/file-role'
import { type FolderPlanOutcome, folderPlanOf } from '@/lib/domain/data/folder-plan'
import {
  type ChosenFile,
  effectiveRole,
  type ImportChoices,
  importChoices,
  type KnownData,
} from '@/lib/domain/data/folder-proposal'
import { isOnnxModel } from '@/lib/domain/data/onnx-files'
import { otherRoleWarning } from '@/lib/wording/data'

interface Ready {
  files: ChosenFile[]
  choices: ImportChoices
}

export type ImportPhase =
  | { name: 'idle' }
  | { name: 'reading' }
  /** Chosen but not sent, so choices can still change. */
  | ({ name: 'ready' } & Ready)
  | { name: 'sending'; progress: UploadProgress }
  /** The upload has ended, but files failed or the import did not start. */
  | { name: 'stuck'; failed: FailedFile[] }
  | { name: 'starting' }

interface Sending {
  uploadId: string
  outcome: FolderPlanOutcome
  stop: AbortController
}

export const messageOf = (error: unknown) =>
  error instanceof ApiError ? [error.message, ...Object.values(error.fields)].filter(Boolean).join(' ') : browserProblem

/** Takes the files of a model to run. Returns why it cannot be run now, or null. */
export type TakeModel = (files: LocalFile[]) => string | null

function useChosen(known: KnownData, takeModel: TakeModel) {
  const [phase, setPhase] = useState<ImportPhase>({ name: 'idle' })
  const [problem, setProblem] = useState<string | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const local = useRef(new Map<string, File>())
  const ready = useRef<Ready | null>(null)

  /** Shows the chosen files, or the initial screen if there are none. */
  function show(chosen: Ready | null) {
    ready.current = chosen
    setPhase(chosen ? { name: 'ready', ...chosen } : { name: 'idle' })
  }

  /** Adds files, replacing those with the same path. Files that are not recognized get the role `as`. */
  async function choose(reading: LocalFile[] | Promise<LocalFile[]>, as?: FileRole) {
    const before = ready.current
    setProblem(null)
    setNote(null)
    setPhase({ name: 'reading' })
    try {
      const files = await reading
      if (isOnnxModel(await unzippedPaths(files))) {
        setProblem(takeModel(files))
        show(before)
        return
      }
      const found = await describeFiles(files)
      for (const { path, file } of found.local) local.current.set(path, file)
      const added = withFiles(before, found.chosen, known, as)
      if (!added) setProblem('There are no files in this folder.')
      show(added)
      const readable = found.chosen.filter(({ path }) => !isUnreadPicture(path))
      if (added && as) setNote(otherRoleWarning(chosenAs(readable, as), as))
    } catch {
      setProblem('Could not read the files. Choose them again.')
      show(before)
    }
  }

  function change(changes: Partial<ImportChoices>) {
    if (!ready.current) return
    show({ files: ready.current.files, choices: { ...ready.current.choices, ...changes } })
  }

  function forget() {
    local.current.clear()
    setProblem(null)
    setNote(null)
    show(null)
  }

  return { phase, problem, note, setPhase, setProblem, local, ready, show, choose, change, forget }
}

const chosenAs = (files: readonly ChosenFile[], as: FileRole) =>
  files.map((file) => ({ path: file.path, role: effectiveRole(file, as) }))

/** Merges the new files with those chosen before, with proposed choices. Null if there are none. */
function withFiles(
  before: Ready | null,
  chosen: readonly ChosenFile[],
  known: KnownData,
  as: FileRole | undefined,
): Ready | null {
  const fresh = new Set(chosen.map(({ path }) => path))
  const files = [...(before?.files ?? []).filter(({ path }) => !fresh.has(path)), ...chosen]
  if (files.length === 0) return null
  const proposed = importChoices(files, known)
  const chosenRoles = (as ? chosenAs(chosen, as) : []).flatMap(({ path, role }) =>
    role === 'picture' ? [] : [[path, role]],
  )
  return {
    files,
    choices: {
      ...proposed,
      roles: { ...proposed.roles, ...before?.choices.roles, ...Object.fromEntries(chosenRoles) },
      takesLabels: proposed.takesLabels || as === 'labels',
    },
  }
}

function useUpload(slug: string, { local, setPhase, setProblem, forget }: ReturnType<typeof useChosen>) {
  const sending = useRef<Sending | null>(null)
  const { mutateAsync } = useStartJob(slug, 'import-folder', () => {
    sending.current = null
    forget()
  })
  // Leaving the page stops the upload.
  useEffect(() => () => sending.current?.stop.abort(), [])

  async function begin({ uploadId, outcome }: Sending) {
    setPhase({ name: 'starting' })
    try {
      await mutateAsync({ source: { from: 'upload', uploadId }, ...outcome.plan })
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

  return { sending, begin, send }
}

export function useImport(slug: string, known: KnownData, takeModel: TakeModel) {
  const chosen = useChosen(known, takeModel)
  const { sending, begin, send } = useUpload(slug, chosen)
  const { phase, problem, note, setPhase, setProblem, ready, show } = chosen

  useUploadWarning(phase.name === 'starting' || phase.name === 'sending')

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
      show(ready.current)
    }
  }

  /** Uploads failed files again, or starts the import if that failed. */
  async function retry(failed: readonly FailedFile[]) {
    if (!sending.current) return
    if (failed.length > 0) await send(sending.current, new Set(failed.map(({ path }) => path)))
    else await begin(sending.current)
  }

  function stop() {
    const current = sending.current
    sending.current = null
    setProblem(null)
    if (!current) return
    current.stop.abort(new Error('cancelled'))
    // The server deletes abandoned uploads within a day.
    discardUpload(slug, current.uploadId).catch(() => {})
  }

  return {
    ...{ phase, problem, note, start, retry },
    choose: async (...files: Parameters<typeof chosen.choose>) => {
      if (!sending.current) await chosen.choose(...files)
    },
    change: chosen.change,
    forget() {
      sending.current = null
      chosen.forget()
    },
    /** Stops the upload but keeps the chosen files. */
    cancel() {
      stop()
      show(ready.current)
    },
  }
}

export type ImportFlow = ReturnType<typeof useImport>
