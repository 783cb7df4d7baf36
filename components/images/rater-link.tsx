import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'

interface RaterLinkProps {
  slug: string
  raterId: number
  /** Defaults to the rater's number, such as "Rater 12". */
  children?: ReactNode
  className?: string
  title?: string
}

export function RaterLink({ slug, raterId, children, className, title }: RaterLinkProps) {
  return (
    <Link
      href={`/projects/${slug}/raters/${raterId}`}
      prefetch={false}
      title={title}
      className={clsx('underline-offset-2 hover:underline', className)}
    >
      {children ?? `Rater ${raterId}`}
    </Link>
  )
}
