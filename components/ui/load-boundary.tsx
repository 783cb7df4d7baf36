import { Component, type ReactNode } from 'react'

interface LoadBoundaryProps {
  /** Has to remove the part that could not be loaded. */
  onUnloaded: () => void
  children: ReactNode
}

const isUnloaded = (error: unknown) => error instanceof Error && error.name === 'ChunkLoadError'

/** Keeps the page if the code of a dialog cannot be loaded, for example without a connection. */
export class LoadBoundary extends Component<LoadBoundaryProps, { error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown) {
    if (!isUnloaded(error)) return
    this.props.onUnloaded()
    this.setState({ error: null })
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    if (isUnloaded(error)) return null
    throw error
  }
}
