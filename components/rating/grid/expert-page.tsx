import { type RefObject, useEffect, useMemo, useState } from 'react'
import type { MeasurePage } from '@/lib/client/workspace/class-pages'
import type { ClassPage } from '@/lib/contracts/class-page'
import { PageOfPictures, type PageOfPicturesProps } from './page-of-pictures'
import { usePagePictures } from './use-page-pictures'

interface ExpertPageProps extends Omit<PageOfPicturesProps, 'asked' | 'examples' | 'images' | 'pictures'> {
  page: ClassPage
  /** Set to what tells how long the pictures were in view, while this page is shown. */
  measure: RefObject<MeasurePage | null>
}

/**
 * A page that is asked class first of experts: the same as raters get, without examples, which are what others decided. Give
 * every page a key, so that each is looked at from the beginning.
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
  return <PageOfPictures {...props} asked={page.asked} examples={null} images={images} pictures={pictures} />
}
