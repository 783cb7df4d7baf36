import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '@/lib/client/api'
import * as endpoints from '@/lib/contracts/endpoints/golden'
import type { GoldenAnswersInput, NewGoldenDraw } from '@/lib/contracts/golden/golden'
import type { GoldenNoteInput } from '@/lib/contracts/golden/golden-discussion'
import type { GoldenPageInput, NextGoldenPageInput } from '@/lib/contracts/golden/golden-page'
import type { ImageTargetInput } from '@/lib/contracts/images/image-acts'

export const drawGoldenImages = (slug: string, body: NewGoldenDraw) =>
  request(endpoints.drawGoldenImages, { project: slug }, { body, timeoutMs: 60_000 })

export const addToGoldenSet = (slug: string, body: ImageTargetInput) =>
  request(endpoints.addToGoldenSet, { project: slug }, { body, timeoutMs: 60_000 })

export const undoGoldenDraw = (slug: string, drawId: number) =>
  request(endpoints.undoGoldenDraw, { project: slug, draw: drawId })

export const openGoldenImage = (slug: string, imageId: number) =>
  request(endpoints.openGoldenImage, { project: slug, image: imageId })

export const submitGoldenAnswers = (slug: string, imageId: number, body: GoldenAnswersInput) =>
  request(endpoints.submitGoldenAnswers, { project: slug, image: imageId }, { body })

export const nextGoldenPage = (slug: string, body: NextGoldenPageInput) =>
  request(endpoints.nextGoldenPage, { project: slug }, { body })

export const submitGoldenPage = (slug: string, body: GoldenPageInput) =>
  request(endpoints.submitGoldenPage, { project: slug }, { body })

export const readLastGoldenPage = (slug: string) => request(endpoints.readLastGoldenPage, { project: slug })

export const addGoldenClass = (slug: string, imageId: number, classId: number) =>
  request(endpoints.addGoldenClass, { project: slug, image: imageId }, { body: { classId } })

export const goldenClassesQuery = (slug: string, query: string) =>
  queryOptions({
    queryKey: ['golden-classes', slug, query],
    queryFn: ({ signal }) => request(endpoints.findGoldenClasses, { project: slug }, { query: { query }, signal }),
    placeholderData: keepPreviousData,
  })

export const goldenClassQuery = (slug: string, classId: number) =>
  queryOptions({
    queryKey: ['golden-class', slug, classId],
    queryFn: ({ signal }) => request(endpoints.readGoldenClass, { project: slug, class: classId }, { signal }),
    placeholderData: keepPreviousData,
  })

export const addGoldenNote = (slug: string, pair: { imageId: number; classId: number }, body: GoldenNoteInput) =>
  request(endpoints.addGoldenNote, { project: slug, image: pair.imageId, class: pair.classId }, { body })
