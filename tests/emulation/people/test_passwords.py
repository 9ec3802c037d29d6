"""Passwords: the table of what is refused here."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from emulation.people.models import Account
from emulation.units.models import Unit

REFUSED = [
    "",
    "ngan",
    "matkhau12345",
    "thidua-2021-2022",
    "Thi đua khen thưởng 2021",
    "ThiDua@BacLieu2021",
    "baclieu-baclieu-baclieu",
    "Việt Nam 1945 - 2021",
    "so noi vu ca mau 2024",
    "123456789012",
    "aaaaaaaaaaaa",
    "abababababab",
    "qwertyuiop12",
    "asdfghjkl;lkj",
    "abcdefghijkl",
    "Phòng Giáo dục huyện 2026",
    "phonggiaoduc@2021",
    "pgdh-pgdh-2021",
    "passwordpassword1" * 8,
    "x" * 129,
    "canbo.so-noi-vu",
    "nguyễn văn an 01",
]
TAKEN = [
    "ruộng lúa chín vàng tháng mười",
    "cầu tre lắc lẻo gập ghềnh",
    "Thi đua cùng cây đước già 7",
    "k7#Tq9!wZ2@pL5",
    "w" * 3 + "Q8-ếch-ộp-bờ-ao",
]


@pytest.fixture
def account():
    unit = Unit(name="Phòng Giáo dục huyện", short_name="Phòng GD", code="PGDH")
    return Account(
        username="canbo.so-noi-vu", full_name="Nguyễn Văn An", email="an@example.vn", unit=unit
    )


@pytest.mark.parametrize("password", REFUSED)
def test_what_everybody_here_would_try_first_is_refused(account, password):
    with pytest.raises(ValidationError):
        validate_password(password, account)


@pytest.mark.parametrize("password", TAKEN)
def test_words_that_only_one_would_join_are_taken(account, password):
    validate_password(password, account)
