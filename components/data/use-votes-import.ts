'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useStartJob } from '@/components/kit/jobs'
import { ApiError } from '@/lib/client/api'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { type AnswerReadingInput, type AnswerReport, answerReport } from '@/lib/contracts/data/answers'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import type { AbsentClassMeaning, AnswerColumn } from '@/lib/domain/data/answer-format'
import type { Answer } from '@/lib/domain/rating/answer'
import { useFileUpload } from './use-file-upload'
import { messageOf } from './use-import'

export const importTargets = ['votes', 'labels', 'study'] as const
export type ImportTarget = (typeof importTargets)[number]

/** The user's mapping of names in a file. Names that are missing here keep the proposed meaning. */
interface VoteChoices {
  target: ImportTarget
  columns: Partial<Record<AnswerColumn, string | null>>
  classes: Record<string, { index: number; name: string } | null>
  answers: Record<string, Answer | null>
  images: Record<string, string>
  absent: AbsentClassMeaning
  leavesOutUnknownImages: boolean
  rater: string
  batchName: string
  studyName: string
  again: boolean
}

const noChoices: VoteChoices = {
  ...{ columns: {}, classes: {}, answers: {}, images: {}, absent: 'not-asked', leavesOutUnknownImages: false },
  ...{ target: 'votes', rater: '', batchName: '', studyName: '', again: false },
}

/** Returns the kind of the import job, with its input except for the file. */
function requestOf({ target, batchName, studyName, again }: VoteChoices) {
  if (target === 'labels') return { kind: 'import-labels', input: {} }
  if (target === 'study') return { kind: 'import-label-set', input: { name: studyName.trim(), again } }
  return { kind: 'import-votes', input: { again, ...(batchName.trim() !== '' && { batchName: batchName.trim() }) } }
}

const mapped = <Value, Meant>(record: Record<string, Value>, toMeant: (value: Value) => Meant) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, toMeant(value)]))

function readingOf(choices: VoteChoices): AnswerReadingInput {
  const { columns, classes, answers, images, absent, leavesOutUnknownImages, rater } = choices
  const named = Object.fromEntries(Object.entries(images).filter(([, image]) => image.trim() !== ''))
  return {
    mapping: { columns, classes: mapped(classes, (one) => one?.index ?? null), answers, images: named },
    ...{ absent, leavesOutUnknownImages },
    ...(rater.trim() !== '' && { rater: rater.trim() }),
  }
}

/** Counts the names that must be mapped before votes can be imported. */
export function undecided(report: AnswerReport, { classes, answers, images, ...choices }: VoteChoices): number {
  const openClasses = report.classes.filter(
    ({ name, problem }) => problem !== null && !Object.hasOwn(classes, name),
  ).length
  const openAnswers = report.answers.filter(({ name, isUnknown }) => isUnknown && !Object.hasOwn(answers, name)).length
  const namedImages = report.unknownImages.filter(
    ({ name }) => Object.hasOwn(images, name) && images[name]?.trim(),
  ).length
  const openImages = choices.leavesOutUnknownImages ? 0 : report.unknownImageCount - namedImages
  const hidden = report.unknownClassCount - report.classes.filter(({ problem }) => problem !== null).length
  const isAgain = choices.target === 'votes' && (report.importedAt !== null || report.isOwnExport) && !choices.again
  const isNameless = choices.target === 'study' && choices.studyName.trim() === ''
  return openClasses + hidden + openAnswers + openImages + Number(isAgain) + Number(isNameless)
}

export function useVotesImport(slug: string, jobs: JobSummary[]) {
  const [file, setFile] = useState<{ name: string; uploadId: string } | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const [choices, setChoices] = useState(noChoices)
  const job = jobs.find(({ id }) => id === jobId) ?? null
  const report = job?.state === 'succeeded' ? (answerReport.safeParse(job.result).data ?? null) : null

  const request = requestOf(choices)
  const { mutateAsync: inspect } = useStartJob(slug, 'inspect-answers', ({ id }) => setJobId(id))
  const { mutateAsync: startImport } = useStartJob(slug, request.kind, forget)

  const sending = useMutation({ mutationFn: (work: () => Promise<void>) => work() })
  const { upload } = useFileUpload(slug)

  const choose = (files: LocalFile[]) =>
    sending.mutate(async () => {
      const [first] = files
      if (!first || files.length > 1) throw new ApiError(0, 'invalid-input', 'Choose one file at a time.')
      const { name } = first.file
      await upload([{ path: name, file: first.file }], async (uploadId) => {
        await inspect({ uploadId, reading: readingOf(noChoices) })
        setChoices(noChoices)
        setFile({ name, uploadId })
      })
    })

  /** Reads the file again with other columns. */
  const readAgain = (columns: VoteChoices['columns']) =>
    sending.mutate(async () => {
      if (!file) return
      const next = { ...choices, columns }
      setChoices(next)
      await inspect({ uploadId: file.uploadId, reading: readingOf(next) })
    })

  function forget() {
    setFile(null)
    setJobId(null)
    setChoices(noChoices)
    sending.reset()
  }

  const start = () =>
    sending.mutate(async () => {
      if (!file) return
      const source = { from: 'upload', uploadId: file.uploadId }
      await startImport({ source, reading: readingOf(choices), ...request.input })
      window.scrollTo({ top: 0 })
    })

  const isReading = sending.isPending || (job !== null && isActiveJob(job))
  const failed = job?.state === 'failed' ? (job.error ?? 'The file could not be read.') : null
  return {
    ...{ slug, fileName: file?.name ?? null, report, choices, isReading },
    problem: sending.error ? messageOf(sending.error) : failed,
    change: (changes: Partial<VoteChoices>) => setChoices((now) => ({ ...now, ...changes })),
    ...{ choose, readAgain, forget, start },
  }
}

export type VotesFlow = ReturnType<typeof useVotesImport>
