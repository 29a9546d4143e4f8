"""What is added to a built site: redirects, feeds, badges, the whole guide on one page, what crawlers ask for."""
