import Dossier
public import Record
public import Site
import Store

extension Observatory {
  /// The stories as the site tells them.
  public nonisolated var stories: [Site.Story] {
    settings.stories.map {
      Site.Story(id: $0.id, title: $0.title, intro: $0.intro, selection: $0.selection)
    }
  }

  /// What readers should know of this record.
  public nonisolated var note: LocalizedText? { settings.note }

  /// How many entries pages are about now; another program may have added some.
  public nonisolated func currentSize() throws -> Int { try cache.publishableSize }
}
