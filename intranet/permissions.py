"""Who may do what in the intranet, beyond reading it."""

from home.models import Post, StaffProfile, Visitor


def can_edit_profile(user: Visitor, profile: StaffProfile) -> bool:
    """Whether this person may write a profile: their own, and no other."""
    return user.is_authenticated and user.pk == profile.person_id


def can_see_confirmations(user: Visitor, page) -> bool:
    """
    Whether this person may see who has confirmed a piece of news: whoever answers
    for it today, and nobody else, administrators included.
    """
    if not user.is_authenticated:
        return False
    return Post.objects.in_charge(user).filter(pk=page.author_id).exists()
