'use client'

import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use } from 'react'
import { ChangeAnnouncement } from '@/components/ui/change-announcement'
import { imageTotalQuery } from '@/lib/client/images'
import type { ImagePage } from '@/lib/contracts/images/image'
import { counted, wholeNumber } from '@/lib/wording/number'

interface Counted {
  /** Null until the images are counted. */
  total: number | null
  hasFailed: boolean
}

const TotalContext = createContext<Counted>({ total: null, hasFailed: false })

/** Number of images that match the filters, also if the page was shown before they were counted. */
export const useImageTotal = (): Counted => use(TotalContext)

interface ImageTotalProps {
  slug: string
  /** Query string of the list. */
  query: string
  page: Pick<ImagePage, 'total' | 'readAt'>
  children: ReactNode
}

export function ImageTotalProvider({ slug, query, page: { total, readAt }, children }: ImageTotalProps) {
  const { data, isError } = useQuery({ ...imageTotalQuery(slug, query, readAt), enabled: total === null })
  return (
    <TotalContext value={{ total: total ?? data?.total ?? null, hasFailed: total === null && isError }}>
      {children}
    </TotalContext>
  )
}

interface ListSentenceProps {
  isFiltered: boolean
  runId: number | null
}

function listSentence({ total, hasFailed }: Counted, { isFiltered, runId }: ListSentenceProps): string {
  if (hasFailed) return 'The images could not be counted. Reload the page.'
  if (total === 0 && !isFiltered) return 'No images yet.'
  if (total === null) return `Counting the images${isFiltered ? ' that match the filters' : ''}…`
  const through = runId === null ? ', not aggregated yet' : `, with the labels of run ${runId}`
  const images = counted(total, 'image')
  return `${images}${isFiltered ? (total === 1 ? ' matches the filters' : ' match the filters') : ''}${through}.`
}

export const ListSentence = (props: ListSentenceProps) => listSentence(useImageTotal(), props)

/** Announces the result of other filters, another order or page. */
export function ListAnnouncement({ shown, ...props }: ListSentenceProps & { shown: string }) {
  const counted = useImageTotal()
  const isKnown = counted.total !== null || counted.hasFailed
  return <ChangeAnnouncement text={isKnown ? `${listSentence(counted, props)} ${shown}` : null} />
}

/** Follows a position in the list. */
export function ImageTotalText() {
  const { total, hasFailed } = useImageTotal()
  if (total !== null) return <> of {wholeNumber(total)}</>
  return hasFailed ? null : <span aria-busy> · Counting…</span>
}

/** Follows the number of a page. */
export function PageCountText({ pageSize }: { pageSize: number }) {
  const { total } = useImageTotal()
  return total === null ? null : `of ${wholeNumber(Math.ceil(total / pageSize))}`
}
