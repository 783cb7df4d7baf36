import { PageHeader } from '@/components/ui/page-header'

/** Within the frame of the project, so that its other pages are at hand. */
export default function NotFoundInProject() {
  return (
    <PageHeader title="Page not found">
      There is nothing at this address, or it has been removed. Choose another page in the menu.
    </PageHeader>
  )
}
