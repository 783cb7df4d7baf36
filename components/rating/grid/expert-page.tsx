import { type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react'
import { type MeasurePage, pageNumber } from '@/lib/client/workspace/class-pages'
import type { ClassPage } from '@/lib/contracts/class-page'
import { BelowNotice, PageOfPictures, type PageOfPicturesProps } from './page-of-pictures'
import { usePagePictures } from './use-page-pictures'

interface ExpertPageProps extends Omit<PageOfPicturesProps, 'asked' | 'examples' | 'images' | 'pictures' | 'tap'> {
  page: ClassPage
  /** Set while this page is shown; returns how long each picture was in view. */
  measure: RefObject<MeasurePage | null>
  notice: ReactNode
}

/**
 * The class-first page of raters, for experts. Has no examples, since those are decisions of others. View times start at
 * zero on every page.
 */
export const ExpertPage = ({ notice, ...props }: ExpertPageProps) => (
  <BelowNotice notice={notice} isCard={props.frame === 'card'}>
    <Page key={pageNumber(props.page)} {...props} />
  </BelowNotice>
)

function Page({ page, measure, ...props }: Omit<ExpertPageProps, 'notice'>) {
  const images = useMemo(() => page.pictures.map(({ image }) => image), [page.pictures])
  const pictures = usePagePictures(images)
  const [shownAt] = useState(() => performance.now())
  const { measure: seen } = pictures
  useEffect(() => {
    const now = () => ({ ...seen(), pageMs: Math.round(performance.now() - shownAt) })
    measure.current = now
    return () => {
      if (measure.current === now) measure.current = null
    }
  }, [measure, seen, shownAt])
  return <PageOfPictures {...props} tap="yes" asked={page.asked} examples={null} images={images} pictures={pictures} />
}
