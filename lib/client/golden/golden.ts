import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { caller, request } from '@/lib/client/api'
import * as endpoints from '@/lib/contracts/endpoints/golden'

export const drawGoldenImages = caller(endpoints.drawGoldenImages, { timeoutMs: 60_000 })
export const addToGoldenSet = caller(endpoints.addToGoldenSet, { timeoutMs: 60_000 })
export const undoGoldenDraw = caller(endpoints.undoGoldenDraw)
export const openGoldenImage = caller(endpoints.openGoldenImage)
export const submitGoldenAnswers = caller(endpoints.submitGoldenAnswers)
export const nextGoldenPage = caller(endpoints.nextGoldenPage)
export const submitGoldenPage = caller(endpoints.submitGoldenPage)
export const readLastGoldenPage = caller(endpoints.readLastGoldenPage)
export const addGoldenClass = caller(endpoints.addGoldenClass)
export const addGoldenNote = caller(endpoints.addGoldenNote)

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
