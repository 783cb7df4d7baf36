import { type RefObject, useEffect, useMemo, useState } from 'react'
import type { MeasurePage } from '@/lib/client/workspace/class-pages'
import type { ClassPage } from '@/lib/contracts/class-page'
import { PageOfPictures, type PageOfPicturesProps } from './page-of-pictures'
import { usePagePictures } from './use-page-pictures'

interface ExpertPageProps extends Omit<PageOfPicturesProps, 'asked' | 'examples' | 'images' | 'pictures' | 'tap'> {
  page: ClassPage
  /** Set while this page is shown; returns how long each picture was in view. */
  measure: RefObject<MeasurePage | null>
}

/**
 * The class-first page of raters, for experts. Has no examples, since those are decisions of others. Needs a `key` per
 * page, so that view times start at zero.
 */
export function ExpertPage({ page, measure, ...props }: ExpertPageProps) {
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
