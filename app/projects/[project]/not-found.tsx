import { PageHeader } from '@/components/ui/page'

/** Keeps the project's frame and menu around a missing page. */
export default function NotFoundInProject() {
  return (
    <PageHeader title="Page not found">
      There is nothing at this address, or it has been removed. Choose another page in the menu.
    </PageHeader>
  )
}
