import Dossier
import Site

extension ObservatorySettings {
  /// The stories as the site tells them.
  var siteStories: [Site.Story] {
    stories.map {
      Site.Story(id: $0.id, title: $0.title, intro: $0.intro, selection: $0.selection)
    }
  }
}
