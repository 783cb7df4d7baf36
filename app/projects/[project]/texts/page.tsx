import { redirect } from 'next/navigation'

export default async function TextsPage({ params }: { params: Promise<{ project: string }> }) {
  redirect(`/projects/${(await params).project}/texts/guidelines`)
}
