internal import NIOCore

/// Runs the tasks of connections on the thread that serves their sockets.
///
/// A request is then passed between two threads, the one of the sockets and one that reads the
/// cache, instead of three: waking threads cost as much as making a page.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
