import type { ComponentProps } from 'react'
import { Link } from '@/components/ui/link'

/** The link of a row to its page. Rows are many, so that nothing is fetched before somebody follows one. */
export const RowLink = (props: ComponentProps<typeof Link>) => (
  <Link prefetch={false} className="rounded-[4px] text-accent underline-offset-2 hover:underline" {...props} />
)

export const RaterRowLink = ({ slug, id }: { slug: string; id: number }) => (
  <RowLink href={`/projects/${slug}/raters/${id}`}>Rater {id}</RowLink>
)
